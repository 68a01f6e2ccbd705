package dev.leadline.timeline.rebuild;

import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.handling.ProjectBatch;
import io.micrometer.core.instrument.MeterRegistry;
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
 * takes; its segment waits, and health says DOWN. Nothing is ever skipped.
 */
final class Projection {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

  private final EventStore eventStore;
  private final TokenStore tokenStore;
  private final ProjectionWatch watch;
  private final PooledStreamingEventProcessor processor;

  Projection(
      ProjectBatch projection,
      EventStore eventStore,
      TokenStore tokenStore,
      ProjectionSettings settings,
      MeterRegistry meters,
      ScheduledExecutorService coordinator,
      ScheduledExecutorService workers) {
    this.eventStore = eventStore;
    this.tokenStore = tokenStore;
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
    return !processor.isRunning() || tokenStore.fetchSegments(processor.getName()).length == 0;
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

  void look() {
    long head = position(eventStore.createHeadToken());
    var segments = processor.processingStatus().values();
    long position =
        segments.stream()
            .map(EventTrackerStatus::getCurrentPosition)
            .mapToLong(at -> at.orElse(0))
            .min()
            .orElse(0);
    watch.look(position, head);
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
