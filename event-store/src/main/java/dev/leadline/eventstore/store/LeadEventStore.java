package dev.leadline.eventstore.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store for batches of leads.
 *
 * <p>Two things differ from the stock one. A load does not look through the events that are staged
 * in the unit of work, which takes quadratic time in a batch; therefore a lead's events must reach
 * a unit of work through one aggregate instance, as they do through a repository. And the streams
 * of a whole batch can be loaded beforehand.
 */
public final class LeadEventStore extends EmbeddedEventStore {

  private static final String PREFETCHED = LeadEventStore.class.getName() + ".prefetched";

  /** Kept for processors that start at the end; older events they read themselves. */
  private static final int CACHED_FOR_PROCESSORS = 2_000;

  private final LeadEventStorageEngine engine;

  private LeadEventStore(LeadEventStorageEngine engine) {
    super(EmbeddedEventStore.builder().storageEngine(engine).cachedEvents(CACHED_FOR_PROCESSORS));
    this.engine = engine;
  }

  /** A store whose processors are woken by the appends of every process. */
  public static LeadEventStore wokenBy(AppendSignal signal, LeadEventStorageEngine engine) {
    var store = new LeadEventStore(engine);
    signal.onAppend(store::wake);
    return store;
  }

  /**
   * Loads all events of these leads by one query. They are kept until the current unit of work
   * ends, and so is the knowledge that a lead has none.
   *
   * @throws IllegalStateException outside of a unit of work
   */
  public void prefetch(Collection<String> leadIds) {
    Map<String, List<DomainEventMessage<?>>> known =
        CurrentUnitOfWork.get().root().getOrComputeResource(PREFETCHED, ignored -> new HashMap<>());
    known.putAll(
        engine.readStreams(leadIds.stream().filter(id -> !known.containsKey(id)).toList()));
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

  /** Somebody appended, perhaps another process: processors look at once. */
  private void wake() {
    afterCommit(List.of());
  }

  private @Nullable List<DomainEventMessage<?>> prefetched(String leadId) {
    if (!CurrentUnitOfWork.isStarted()) return null;
    Map<String, List<DomainEventMessage<?>>> known =
        CurrentUnitOfWork.get().root().getResource(PREFETCHED);
    return known == null ? null : known.get(leadId);
  }
}
