package dev.leadline.timeline.rebuild;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.domain.TimelineMeters;
import dev.leadline.timeline.handling.ProjectBatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one projection does and how far it is: its meters, its log lines, its progress. */
final class ProjectionWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionWatch.class);
  private static final double MILLISECONDS = 1000.0;

  private final ProjectBatch projection;
  private final String name;
  private final MeterRegistry meters;
  private final RateWindow rate = new RateWindow();
  private final Instant started = Instant.now();

  /** The read model shows everything up to this moment; null before the first look. */
  private volatile @Nullable Instant asOf;

  private volatile long position;
  private volatile long head;
  private volatile @Nullable String failure;

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
  void project(List<StoredEvent> batch, Instant newest) {
    boolean projected = false;
    try {
      meters
          .timer(TimelineMeters.BATCH.meter(), tags())
          .record(() -> projection.project(List.copyOf(batch)));
      projected = true;
    } catch (RuntimeException e) {
      failure = e.getClass().getSimpleName();
      throw e;
    } finally {
      if (projected) projected(batch, newest);
      else meters.counter(TimelineMeters.FAILURES.meter(), tags()).increment();
    }
  }

  private void projected(List<StoredEvent> batch, Instant newest) {
    failure = null;
    rate.add(batch.size(), System.nanoTime());
    Instant before = asOf;
    if (before == null || newest.isAfter(before)) asOf = newest;
    for (StoredEvent stored : batch) {
      String outcome = outcome(stored);
      meters.counter(TimelineMeters.EVENTS.meter(), tags().and("outcome", outcome)).increment();
    }
  }

  private String outcome(StoredEvent stored) {
    LeadEvent event = stored.event();
    if (event == null) {
      LOG.warn("{} cannot read event {}: its type is unknown", name, stored.eventId());
      return "unknown";
    }
    if (projection.understands(event)) return "projected";
    LOG.debug("{} shows event {} as a generic entry", name, stored.eventId());
    return "unrecognised";
  }

  /** Notes the two positions as they are now. */
  void look(long positionNow, long headNow) {
    position = positionNow;
    head = headNow;
    if (lag() == 0) asOf = Instant.now();
  }

  /** Why the last batch failed; null when it did not. */
  @Nullable String failure() {
    return failure;
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
