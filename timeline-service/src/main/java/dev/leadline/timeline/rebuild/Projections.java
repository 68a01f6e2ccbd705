package dev.leadline.timeline.rebuild;

import dev.leadline.eventstore.FollowerThreads;
import dev.leadline.timeline.domain.FindPositions;
import dev.leadline.timeline.domain.MakeReady;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.ReportProgress;
import dev.leadline.timeline.handling.ProjectBatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps all projections running: begins them, again and again while a server that they need is
 * away, and again from the first event when their positions are gone.
 */
@Component
class Projections implements SmartLifecycle, ReportProgress {

  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

  private final List<MakeReady> outputs;
  private final ProjectionSettings settings;
  private final ScheduledExecutorService keeper;
  private final ScheduledExecutorService coordinator;
  private final ScheduledExecutorService workers;
  private final List<Projection> projections;
  private volatile boolean running;
  private @Nullable ScheduledFuture<?> looking;
  private boolean troubled;

  Projections(
      List<ProjectBatch> projections,
      List<MakeReady> outputs,
      EventStore eventStore,
      TokenStore tokenStore,
      FindPositions findPositions,
      ProjectionSettings settings,
      MeterRegistry meters) {
    this.outputs = outputs;
    this.settings = settings;
    keeper = threads("projections-keeper", 1);
    coordinator = threads("projections-coordinator", projections.size());
    workers = threads("projections-worker", projections.size() * settings.segments());
    this.projections =
        projections.stream()
            .map(
                projection ->
                    new Projection(
                        projection,
                        eventStore,
                        tokenStore,
                        findPositions,
                        settings,
                        meters,
                        coordinator,
                        workers))
            .toList();
  }

  private static ScheduledExecutorService threads(String name, int count) {
    return Executors.newScheduledThreadPool(count, new FollowerThreads(name));
  }

  @Override
  public void start() {
    running = true;
    long pause = settings.checkEvery().toMillis();
    looking = keeper.scheduleWithFixedDelay(this::keepRunning, 0, pause, TimeUnit.MILLISECONDS);
  }

  /** An edge: whatever goes wrong here, the next look tries again. */
  private void keepRunning() {
    try {
      for (Projection projection : projections) {
        if (projection.isToBegin()) {
          outputs.forEach(MakeReady::makeReady);
          projection.begin();
        }
        projection.look();
      }
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) LOG.warn("Projections cannot be looked after at the moment", e);
      troubled = true;
    }
  }

  @Override
  public void stop() {
    running = false;
    if (looking != null) looking.cancel(false);
    keeper.shutdown();
    projections.forEach(Projection::end);
    coordinator.shutdown();
    workers.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public List<ProjectionProgress> now() {
    projections.forEach(Projection::look);
    return projections.stream().map(Projection::progress).toList();
  }

  List<Projection> all() {
    return projections;
  }
}
