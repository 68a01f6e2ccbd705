package dev.leadline.eventstore.store;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store for batches of leads.
 *
 * <p>It differs from Axon's embedded one in three things. A load does not look through the events
 * that are staged in the unit of work, which takes quadratic time in a batch; therefore a lead's
 * events must reach a unit of work through one aggregate instance, as they do through a repository.
 * The streams of a whole batch can be loaded beforehand. And processors are woken by the signal of
 * the database, whichever process appended, instead of looking twice a second.
 */
public final class LeadEventStore extends AbstractEventStore {

  private static final String PREFETCHED = LeadEventStore.class.getName() + ".prefetched";

  private final LeadEventStorageEngine engine;
  private final AppendSignal signal;

  /** Events are kept by the engine; processors are woken by the signal. */
  public LeadEventStore(LeadEventStorageEngine engine, AppendSignal signal) {
    super(new Settings().storageEngine(engine));
    this.engine = engine;
    this.signal = signal;
  }

  /** Axon's settings for event stores, all as Axon has them. */
  private static final class Settings extends AbstractEventStore.Builder {}

  @Override
  public TrackingEventStream openStream(@Nullable TrackingToken after) {
    return new LeadEventStream(engine, signal, after);
  }

  /**
   * Has the events of these leads read together, by the load of the first of them: all by one
   * query, or as many as may be in memory at once, and the others when their turn comes. It is best
   * to load them in the order given, each once. What nobody has loaded is forgotten with the
   * current unit of work.
   *
   * @throws IllegalStateException outside of a unit of work
   */
  public void prefetch(Collection<String> leadIds) {
    CurrentUnitOfWork.get()
        .root()
        .<Prefetched>getOrComputeResource(PREFETCHED, _ -> new Prefetched(engine::readStreams))
        .add(leadIds);
  }

  @Override
  public DomainEventStream readEvents(String leadId) {
    List<DomainEventMessage<?>> known = prefetched(leadId);
    return known == null ? engine.readEvents(leadId) : DomainEventStream.of(known);
  }

  @Override
  protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String leadId) {
    return Stream.empty();
  }

  private @Nullable List<DomainEventMessage<?>> prefetched(String leadId) {
    if (!CurrentUnitOfWork.isStarted()) return null;
    Prefetched prefetched = CurrentUnitOfWork.get().root().getResource(PREFETCHED);
    return prefetched == null ? null : prefetched.take(leadId);
  }
}
