package dev.leadline.timeline.rebuild;

import dev.leadline.servicebase.Spans;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.domain.TimelineMeters;
import dev.leadline.timeline.handling.ProjectBatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.tracing.Span;
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
   * @param at the position that was stored then; another instance may take the part further
   */
  private record Failure(String what, long at) {}

  private final String name;
  private final MeterRegistry meters;
  private final Spans spans;
  private final RateWindow rate = new RateWindow();
  private final Instant started = Instant.now();

  /** The read model shows everything up to this moment; null before the first look. */
  private volatile @Nullable Instant asOf;

  private volatile long position;
  private volatile long head;

  /** Leads that wait for somebody to look. */
  private volatile long parked;

  /** By part; other parts go on meanwhile. */
  private final Map<Integer, Failure> failures = new ConcurrentHashMap<>();

  ProjectionWatch(String name, MeterRegistry meters, Spans spans) {
    this.name = name;
    this.spans = spans;
    this.meters = meters;
    meters.gauge(TimelineMeters.LAG_EVENTS.meter(), tags(), this, watch -> watch.lag());
    meters.gauge(
        TimelineMeters.LAG_SECONDS.meter(), tags(), this, watch -> watch.lagSeconds(Instant.now()));
    meters.gauge(TimelineMeters.PARKED.meter(), tags(), this, watch -> watch.parked);
    meters.counter(TimelineMeters.FAILURES.meter(), tags());
  }

  private Tags tags() {
    return Tags.of("projection", name);
  }

  /** Has a batch projected. */
  void project(ProjectBatch projection, List<StoredEvent> batch, Instant newest, int part) {
    meters
        .timer(TimelineMeters.BATCH.meter(), tags())
        .record(
            () ->
                spans.within(
                    "project " + name,
                    Span.Kind.CONSUMER,
                    batch.stream().map(StoredEvent::traceParent),
                    () -> {
                      projection.project(batch);
                      return batch;
                    }));
    failures.remove(part);
    rate.add(batch.size(), System.nanoTime());
    Instant before = asOf;
    if (before == null || newest.isAfter(before)) asOf = newest;
    count(projection, batch);
  }

  private void count(ProjectBatch projection, List<StoredEvent> batch) {
    int unrecognised = 0;
    for (StoredEvent stored : batch) {
      if (projection.understands(stored.event())) continue;
      LOG.debug("{} shows event {} as a generic entry", name, stored.eventId());
      unrecognised++;
    }
    events("projected").increment(batch.size() - unrecognised);
    if (unrecognised > 0) events("unrecognised").increment(unrecognised);
  }

  private Counter events(String outcome) {
    return meters.counter(TimelineMeters.EVENTS.meter(), tags().and("outcome", outcome));
  }

  /**
   * A batch failed, and will be tried again.
   *
   * @param at the position of the part
   */
  void failed(int part, Throwable why, long at) {
    boolean known = failures.put(part, new Failure(why.getClass().getSimpleName(), at)) != null;
    meters.counter(TimelineMeters.FAILURES.meter(), tags()).increment();
    if (!known) LOG.warn("{} does not go on at position {}, and tries again", name, at, why);
  }

  /** Notes the positions as they are now; a failed part that went on since is forgiven. */
  void look(Map<Integer, Long> storedNow, long headNow) {
    failures
        .entrySet()
        .removeIf(failed -> storedNow.getOrDefault(failed.getKey(), 0L) > failed.getValue().at());
    position = storedNow.values().stream().mapToLong(Long::longValue).min().orElse(0);
    head = headNow;
    if (lag() == 0) asOf = Instant.now();
  }

  /** Notes how many leads are parked, by whichever instance. */
  void parked(long leads) {
    parked = leads;
  }

  /** Why a part does not go on; null when all do. */
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
