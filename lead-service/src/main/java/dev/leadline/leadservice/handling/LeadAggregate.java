package dev.leadline.leadservice.handling;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.domain.Lead;
import dev.leadline.leadservice.domain.LeadCommand;
import dev.leadline.leadservice.domain.Ruling;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The shell by which Axon sources a lead; every rule is in {@link Lead} and {@link LeadState}. */
public class LeadAggregate {

  @AggregateIdentifier private @Nullable String leadId;

  private LeadState state = LeadState.unknown("");

  /** For Axon, which then replays the lead's events. */
  protected LeadAggregate() {}

  LeadAggregate(String leadId) {
    begin(leadId);
  }

  LeadState state() {
    return state;
  }

  /**
   * Decides, and applies what was decided.
   *
   * @param metaData of each event decided, by its place among them, from 0
   */
  Ruling handle(LeadCommand command, BiFunction<LeadEvent, Integer, MetaData> metaData) {
    Ruling ruling = Lead.decide(state, command);
    if (ruling instanceof Ruling.Accepted(List<LeadEvent> events)) take(events, metaData);
    return ruling;
  }

  /** Applies what was decided for this lead together with another one. */
  void take(List<LeadEvent> decided, BiFunction<LeadEvent, Integer, MetaData> metaData) {
    for (int i = 0; i < decided.size(); i++)
      apply(decided.get(i), metaData.apply(decided.get(i), i));
  }

  @EventSourcingHandler
  void on(LeadEvent event, DomainEventMessage<?> message) {
    if (leadId == null) begin(message.getAggregateIdentifier());
    state = state.evolve(event);
  }

  private void begin(String id) {
    leadId = id;
    state = LeadState.unknown(id);
  }
}
