package dev.leadline.timeline.rebuild;

import dev.leadline.timeline.domain.FindPositions;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.handling.ProjectBatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One projection at work: from its position, or from the first event when there is none, to the
 * newest, and then along with it.
 *
 * <p>A batch that fails is tried again after a pause that doubles up to a minute, for as long as it
 * takes; its segment waits, and health says DOWN. So it is with an event of a type that this
 * version does not know, until a version that knows it is installed. Nothing is ever skipped.
 */
final class Projection {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

  private final EventStore eventStore;
  private final FindPositions findPositions;
  private final ProjectionWatch watch;
  private final PooledStreamingEventProcessor processor;
  private volatile Map<Integer, Long> stored = Map.of();

  Projection(
      ProjectBatch projection,
      EventStore eventStore,
      TokenStore tokenStore,
      FindPositions findPositions,
      ProjectionSettings settings,
      MeterRegistry meters,
      ScheduledExecutorService coordinator,
      ScheduledExecutorService workers) {
    this.eventStore = eventStore;
    this.findPositions = findPositions;
    watch = new ProjectionWatch(projection, meters);
    processor =
        PooledStreamingEventProcessor.builder()
            .name(projection.name())
            .eventHandlerInvoker(new BatchInvoker(watch))
            .errorHandler(PropagatingErrorHandler.INSTANCE)
            .messageSource(eventStore)
            .tokenStore(tokenStore)
            .transactionManager(NoTransactionManager.INSTANCE)
            .coordinatorExecutor(coordinator)
            .workerExecutor(workers)
            .initialToken(StreamableMessageSource::createTailToken)
            .initialSegmentCount(settings.segments())
            .batchSize(settings.batchSize())
            .build();
  }

  /**
   * Whether there is history to read and no position in it: at the first start, and when the store
   * of the read models was emptied, even under a running service.
   */
  boolean isToBegin() {
    stored = findPositions.of(name());
    return !processor.isRunning() || stored.isEmpty();
  }

  void begin() {
    if (processor.isRunning()) {
      LOG.warn("{} has lost its position and reads all history again", processor.getName());
      processor.shutDown();
    }
    processor.start();
  }

  void end() {
    processor.shutDown();
  }

  /**
   * Notes how far it is. Axon tells of the segments that this instance works on; one that failed,
   * and one of another instance, is as far as its stored position.
   */
  void look() {
    var working = processor.processingStatus();
    long position =
        stored.entrySet().stream()
            .mapToLong(segment -> position(working.get(segment.getKey()), segment.getValue()))
            .min()
            .orElse(0);
    watch.look(stored, position, position(eventStore.createHeadToken()));
  }

  private static long position(@Nullable EventTrackerStatus working, long stored) {
    return working == null ? stored : Math.max(stored, working.getCurrentPosition().orElse(0));
  }

  private static long position(@Nullable TrackingToken token) {
    OptionalLong position = token == null ? OptionalLong.empty() : token.position();
    return Math.max(0, position.orElse(0));
  }

  ProjectionProgress progress() {
    return watch.progress();
  }

  String name() {
    return processor.getName();
  }

  /** What keeps it from going on; null when nothing does. */
  @Nullable String trouble() {
    if (!processor.isRunning()) return "not started";
    return processor.isError() ? "cannot read history" : watch.failure();
  }
}
