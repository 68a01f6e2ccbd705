package dev.leadline.eventstore.store;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.EventMetadata;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** An aggregate as lead-service has one: it folds events into a state. */
class TestLead {

  @AggregateIdentifier private String leadId = "";
  private LeadState state = LeadState.unknown("");

  TestLead() {}

  static TestLead registered(String leadId, List<? extends LeadEvent> events, EventMetadata last) {
    var lead = new TestLead();
    lead.leadId = leadId;
    lead.record(events, last);
    return lead;
  }

  /** All but the last event get a random identifier. */
  void record(List<? extends LeadEvent> events, EventMetadata last) {
    for (int i = 0; i < events.size(); i++)
      apply(
          events.get(i),
          (i == events.size() - 1 ? last : EventMetadata.of(last.tenant())).toMetaData());
  }

  @EventSourcingHandler
  void on(LeadEvent event, DomainEventMessage<?> message) {
    leadId = message.getAggregateIdentifier();
    state = (state.exists() ? state : LeadState.unknown(leadId)).evolve(event);
  }

  LeadState state() {
    return state;
  }
}
