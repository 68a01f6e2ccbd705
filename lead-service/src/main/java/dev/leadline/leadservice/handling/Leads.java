package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.LeadEventStore;
import dev.leadline.leadservice.domain.LeadCommand;
import dev.leadline.leadservice.domain.Ruling;
import java.util.Collection;
import java.util.function.BiFunction;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/** The lead aggregates, within a batch transaction. */
public final class Leads {

  private final Repository<LeadAggregate> repository;
  private final LeadEventStore eventStore;
  private final Cache cache;

  /**
   * Leads of a repository.
   *
   * @param cache the one that the repository keeps aggregates in
   */
  public Leads(Repository<LeadAggregate> repository, LeadEventStore eventStore, Cache cache) {
    this.repository = repository;
    this.eventStore = eventStore;
    this.cache = cache;
  }

  /** Reads the events of these leads in one query, of those that are not in memory. */
  void prefetch(Collection<String> leadIds) {
    eventStore.prefetch(leadIds.stream().filter(id -> !cache.containsKey(id)).toList());
  }

  /** Has the lead read from the store the next time: another instance may have written to it. */
  void forget(String leadId) {
    cache.remove(leadId);
  }

  /** A lead that is there. */
  @Nullable Aggregate<LeadAggregate> find(String leadId) {
    try {
      return repository.load(leadId);
    } catch (AggregateNotFoundException unknown) {
      return null;
    }
  }

  /** A lead that nobody has met. */
  Aggregate<LeadAggregate> create(String leadId) {
    try {
      return repository.newInstance(() -> new LeadAggregate(leadId));
    } catch (RuntimeException broken) {
      throw broken;
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** What is known of a lead. */
  static LeadState stateOf(Aggregate<LeadAggregate> lead) {
    return lead.invoke(LeadAggregate::state);
  }

  /** Lets a lead decide. */
  static Ruling handle(
      Aggregate<LeadAggregate> lead,
      LeadCommand command,
      BiFunction<LeadEvent, Integer, MetaData> metaData) {
    return lead.invoke(aggregate -> aggregate.handle(command, metaData));
  }
}
