package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.LeadEventStore;
import dev.leadline.leadservice.domain.LeadCommand;
import dev.leadline.leadservice.domain.Ruling;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
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

  /**
   * Has those of these leads that are not in memory read together, by one query unless their
   * histories are long.
   */
  void prefetch(Collection<String> leadIds) {
    eventStore.prefetch(leadIds.stream().filter(id -> !cache.containsKey(id)).toList());
  }

  /**
   * What is stored of these leads now, whichever process wrote it, by one query unless their
   * histories are long; without those that have nothing. It neither waits for whoever writes to
   * them nor looks into memory, where a lead may be older than the store.
   */
  Map<String, LeadState> read(Collection<String> leadIds) {
    eventStore.prefetch(leadIds);
    var read = new HashMap<String, LeadState>();
    for (String leadId : leadIds) {
      LeadState lead = LeadState.unknown(leadId);
      DomainEventStream events = eventStore.readEvents(leadId);
      while (events.hasNext()) lead = lead.evolve((LeadEvent) events.next().getPayload());
      if (lead.exists()) read.put(leadId, lead);
    }
    return read;
  }

  /** Has the lead read from the store the next time: another instance may have written to it. */
  void forget(String leadId) {
    cache.remove(leadId);
  }

  /**
   * For an answer that writes nothing: what is written clashes with what another instance wrote
   * meanwhile, for example an erasure; what is only said does not.
   *
   * @throws ConcurrencyException when there is something newer; it is read the next time
   */
  void makeSureItIsNewest(Aggregate<LeadAggregate> lead) {
    String leadId = lead.identifierAsString();
    long stored = eventStore.lastSequenceNumberFor(leadId).orElse(-1L) + 1;
    if (stored == stateOf(lead).version()) return;
    forget(leadId);
    throw new ConcurrencyException("Another instance has written to the lead");
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

  /** Has a lead store what was decided for it together with another one. */
  static void take(
      Aggregate<LeadAggregate> lead,
      List<LeadEvent> decided,
      BiFunction<LeadEvent, Integer, MetaData> metaData) {
    lead.execute(aggregate -> aggregate.take(decided, metaData));
  }
}
