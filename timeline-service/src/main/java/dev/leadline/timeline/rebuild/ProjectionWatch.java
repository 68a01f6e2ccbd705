package dev.leadline.timeline.rebuild;

import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.domain.TimelineMeters;
import dev.leadline.timeline.handling.ProjectBatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one projection does and how far it is: its meters, its log lines, its progress. */
final class ProjectionWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionWatch.class);
  private static final double MILLISECONDS = 1000.0;

  /**
   * A batch that failed.
   *
   * @param at the position that was stored then; another instance may take the segment further
   */
  private record Failure(String what, long at) {}

  private final ProjectBatch projection;
  private final String name;
  private final MeterRegistry meters;
  private final RateWindow rate = new RateWindow();
  private final Instant started = Instant.now();

  /** The read model shows everything up to this moment; null before the first look. */
  private volatile @Nullable Instant asOf;

  private volatile long position;
  private volatile long head;
  private volatile Map<Integer, Long> stored = Map.of();

  /** By segment; other segments go on meanwhile. */
  private final Map<Integer, Failure> failures = new ConcurrentHashMap<>();

  ProjectionWatch(ProjectBatch projection, MeterRegistry meters) {
    this.projection = projection;
    this.name = projection.name();
    this.meters = meters;
    meters.gauge(TimelineMeters.LAG_EVENTS.meter(), tags(), this, watch -> watch.lag());
    meters.gauge(
        TimelineMeters.LAG_SECONDS.meter(), tags(), this, watch -> watch.lagSeconds(Instant.now()));
    meters.counter(TimelineMeters.FAILURES.meter(), tags());
  }

  private Tags tags() {
    return Tags.of("projection", name);
  }

  /** Has a batch projected; a failure is noted and goes on to Axon, which tries again later. */
  void project(List<StoredEvent> batch, Instant newest, int segment) {
    boolean projected = false;
    try {
      meters
          .timer(TimelineMeters.BATCH.meter(), tags())
          .record(() -> projection.project(List.copyOf(batch)));
      projected = true;
    } catch (RuntimeException e) {
      failures.put(
          segment, new Failure(e.getClass().getSimpleName(), stored.getOrDefault(segment, 0L)));
      throw e;
    } finally {
      if (projected) projected(batch, newest, segment);
      else meters.counter(TimelineMeters.FAILURES.meter(), tags()).increment();
    }
  }

  private void projected(List<StoredEvent> batch, Instant newest, int segment) {
    failures.remove(segment);
    rate.add(batch.size(), System.nanoTime());
    Instant before = asOf;
    if (before == null || newest.isAfter(before)) asOf = newest;
    for (StoredEvent stored : batch) {
      String outcome = outcome(stored);
      meters.counter(TimelineMeters.EVENTS.meter(), tags().and("outcome", outcome)).increment();
    }
  }

  private String outcome(StoredEvent stored) {
    if (projection.understands(stored.event())) return "projected";
    LOG.debug("{} shows event {} as a generic entry", name, stored.eventId());
    return "unrecognised";
  }

  /** Notes the positions as they are now; a failed segment that went on since is forgiven. */
  void look(Map<Integer, Long> storedNow, long positionNow, long headNow) {
    stored = storedNow;
    failures
        .entrySet()
        .removeIf(failed -> storedNow.getOrDefault(failed.getKey(), 0L) > failed.getValue().at());
    position = positionNow;
    head = headNow;
    if (lag() == 0) asOf = Instant.now();
  }

  /** Why a segment does not go on; null when all do. */
  @Nullable String failure() {
    return failures.values().stream().map(Failure::what).findFirst().orElse(null);
  }

  ProjectionProgress progress() {
    return new ProjectionProgress(
        name, position, head, lag(), lagSeconds(Instant.now()), rate.perSecond(System.nanoTime()));
  }

  private long lag() {
    return Math.max(0, head - position);
  }

  private double lagSeconds(Instant now) {
    Instant since = asOf == null ? started : asOf;
    return lag() == 0 ? 0 : Math.max(0, Duration.between(since, now).toMillis()) / MILLISECONDS;
  }
}
