package dev.leadline.leadservice.wiring;

import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.leadservice.domain.ClaimKeys;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.CommandPairs;
import dev.leadline.leadservice.handling.Leads;
import dev.leadline.leadservice.handling.ListSuggestions;
import dev.leadline.leadservice.handling.OwnKeys;
import dev.leadline.leadservice.handling.Policies;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.RecordChannelEvents;
import dev.leadline.leadservice.handling.TellLeads;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles what members and programs ask for, by HTTP. */
@Configuration(proxyBeanMethods = false)
class CommandsWiring {

  @Bean
  CommandLeads commandLeads(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      FindLeadsByKeys findLeads,
      ClaimKeys claimKeys) {
    return new CommandLeads(transaction, leads, accepted, new OwnKeys(leads, findLeads, claimKeys));
  }

  @Bean
  CommandPairs commandPairs(
      BatchTransaction transaction, Leads leads, AcceptedEvents accepted, Policies policies) {
    return new CommandPairs(transaction, leads, accepted, policies);
  }

  @Bean
  ListSuggestions listSuggestions(CommandLeads leads) {
    return new ListSuggestions(leads);
  }

  @Bean
  TellLeads tellLeads(ReadChannelEvents read, RecordChannelEvents record, CommandLeads leads) {
    return new TellLeads(read, record, leads);
  }
}
