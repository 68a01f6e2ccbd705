package dev.leadline.leadservice.wiring;

import com.fasterxml.uuid.Generators;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.leadservice.domain.AddBlockedNetworks;
import dev.leadline.leadservice.domain.ClaimKeys;
import dev.leadline.leadservice.domain.DropParked;
import dev.leadline.leadservice.domain.FindBlockedNetworks;
import dev.leadline.leadservice.domain.FindCountry;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.FindParked;
import dev.leadline.leadservice.domain.NameNetwork;
import dev.leadline.leadservice.domain.NoteHandled;
import dev.leadline.leadservice.domain.ReadPhone;
import dev.leadline.leadservice.domain.RecognisePrograms;
import dev.leadline.leadservice.domain.SaveBlockedNetworks;
import dev.leadline.leadservice.domain.SendParkedAgain;
import dev.leadline.leadservice.handling.BlockedNetworks;
import dev.leadline.leadservice.handling.HandleDeadLetters;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.KeepBlockedNetworks;
import dev.leadline.leadservice.handling.Leads;
import dev.leadline.leadservice.handling.MergeCounters;
import dev.leadline.leadservice.handling.Policies;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.RecordChannelEvents;
import dev.leadline.leadservice.handling.RecordOneByOne;
import dev.leadline.servicebase.RawRecords;
import dev.leadline.servicebase.UntilItWorks;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Assembles the way of a channel event, from its record to the event store. */
@Configuration(proxyBeanMethods = false)
@Import({RawRecords.class, UntilItWorks.class})
class IngestWiring {

  @Bean
  ReadChannelEvents readChannelEvents(ReadPhone phones, FindCountry countries) {
    return new ReadChannelEvents(phones, countries);
  }

  @Bean
  RecordChannelEvents recordChannelEvents(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      FindLeadsByKeys findLeads,
      ClaimKeys claimKeys,
      FindCountry findCountry,
      NameNetwork nameNetwork,
      FindBlockedNetworks findBlockedNetworks,
      RecognisePrograms programs,
      Policies policies,
      MergeCounters merges) {
    // Ids that rise with time keep the indexes that they are the key of small and in memory.
    var ids = Generators.timeBasedEpochGenerator();
    return new RecordChannelEvents(
        transaction,
        leads,
        accepted,
        findLeads,
        claimKeys,
        findCountry,
        nameNetwork,
        new BlockedNetworks(nameNetwork, findBlockedNetworks),
        programs,
        policies,
        () -> ids.generate().toString(),
        merges);
  }

  @Bean
  RecordOneByOne recordOneByOne(RecordChannelEvents record) {
    return new RecordOneByOne(record);
  }

  @Bean
  KeepBlockedNetworks keepBlockedNetworks(
      Policies policies, EventLog log, SaveBlockedNetworks save, AddBlockedNetworks add) {
    return new KeepBlockedNetworks(policies, log, save, add);
  }

  @Bean
  IngestCounters ingestCounters(MeterRegistry registry) {
    return new IngestCounters(registry);
  }

  @Bean
  MergeCounters mergeCounters(MeterRegistry registry) {
    return new MergeCounters(registry);
  }

  @Bean
  HandleDeadLetters handleDeadLetters(
      FindParked find,
      SendParkedAgain sendAgain,
      DropParked drop,
      NoteHandled note,
      MeterRegistry registry) {
    return new HandleDeadLetters(find, sendAgain, drop, note, registry);
  }
}
