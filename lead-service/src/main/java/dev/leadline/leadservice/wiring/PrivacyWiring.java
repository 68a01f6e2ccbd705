package dev.leadline.leadservice.wiring;

import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.leadservice.domain.CompleteErasures;
import dev.leadline.leadservice.domain.EraseDeadLetters;
import dev.leadline.leadservice.domain.FindErasure;
import dev.leadline.leadservice.domain.FindExport;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.KeepExport;
import dev.leadline.leadservice.domain.RecordErasure;
import dev.leadline.leadservice.domain.RememberKind;
import dev.leadline.leadservice.domain.SweepLeads;
import dev.leadline.leadservice.handling.Backlog;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.EraseLeads;
import dev.leadline.leadservice.handling.ExportPeople;
import dev.leadline.leadservice.handling.Leads;
import dev.leadline.leadservice.handling.RecogniseErased;
import dev.leadline.leadservice.handling.RetireLeads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles how people are forgotten, by themselves as well, and what is known of them. */
@Configuration(proxyBeanMethods = false)
class PrivacyWiring {

  @Bean
  RecogniseErased recogniseErased(FindLeadsByKeys findLeads, LeadKeys leadKeys) {
    return new RecogniseErased(findLeads, leadKeys::erased);
  }

  @Bean
  EraseLeads eraseLeads(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      LeadKeys keys,
      RecordErasure record,
      FindErasure find,
      Backlog finishErasures) {
    return new EraseLeads(transaction, leads, accepted, keys, record, find, finishErasures::wake);
  }

  @Bean
  Backlog finishErasures(CompleteErasures complete, EraseDeadLetters deadLetters) {
    return new Backlog(
        "finish-erasures", Duration.ofSeconds(30), () -> complete.completeNext(deadLetters::erase));
  }

  @Bean
  ExportPeople exportPeople(
      CommandLeads leads,
      EventLog log,
      KeepExport keep,
      FindExport find,
      LeadServiceSettings settings) {
    return new ExportPeople(leads, log, keep, find, settings.exportsKeptFor());
  }

  @Bean
  RetireLeads retireLeads(
      SweepLeads sweep,
      FindSettings settings,
      CommandLeads leads,
      EraseLeads erase,
      RememberKind remember,
      MeterRegistry meters,
      Clock clock) {
    return new RetireLeads(sweep, settings, leads::find, erase::erase, remember, meters, clock);
  }

  @Bean
  Backlog judgeLeads(
      RetireLeads retire,
      @Value("${leadline.lead-service.retention.look-every}") Duration lookEvery) {
    return new Backlog("judge-leads", lookEvery, retire::judgeSome);
  }
}
