package dev.leadline.timeline.rebuild;

import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.ReadAhead;
import dev.leadline.eventstore.store.UnreadableEvent;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.KeepParked;
import dev.leadline.timeline.handling.ProjectBatch;
import dev.leadline.timeline.handling.Projection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** History, projected into the generation of a rebuild, as fast as it may go. */
final class Filling {

  private static final int NEARLY = 5_000;
  private static final double NANOSECONDS = 1e9;

  private final EventLog log;
  private final KeepParked parked;
  private final int batchSize;
  private final Projection projection;
  private final RebuildProgress progress;
  private final Map<String, Long> broken = new HashMap<>();

  Filling(RunRebuild.Tools tools, Projection projection, RebuildProgress progress) {
    this.log = tools.log();
    this.parked = tools.parked();
    this.batchSize = tools.settings().batchSize();
    this.projection = projection;
    this.progress = progress;
  }

  private Rebuild rebuild() {
    return progress.now();
  }

  private ProjectBatch into() {
    return projection.into(new Generation(rebuild().generation(), false));
  }

  /** Nearly as far as history goes. */
  void fill() {
    long head = log.settledPosition();
    do {
      fillTo(head);
      head = log.settledPosition();
    } while (head - rebuild().position() > NEARLY);
  }

  /** Projects up to a position at least, and keeps how far it is. */
  void fillTo(long target) {
    for (Parked one : parked.of(rebuild().projection()))
      if (one.reason().equals(Parked.UNREADABLE))
        broken.merge(one.leadId(), one.position(), Math::min);
    try (var ahead = new ReadAhead(log, target)) {
      fillTo(target, into(), ahead);
    }
  }

  private void fillTo(long target, ProjectBatch into, ReadAhead ahead) {
    long began = System.nanoTime();
    long projected = 0;
    while (rebuild().position() < target) {
      long limit = rebuild().plan().eventsPerSecond();
      if (progress.obey()) ahead.forget();
      if (limit != rebuild().plan().eventsPerSecond()) {
        // What was fast before is not made up for.
        began = System.nanoTime();
        projected = 0;
      }
      EventLog.Stretch stretch = ahead.after(rebuild().position(), enough());
      if (stretch.upTo() == rebuild().position()) return;
      into.project(readable(stretch));
      erase(stretch, into);
      projected += stretch.events().size();
      long now = System.nanoTime();
      double perSecond = projected * NANOSECONDS / Math.max(1, now - began);
      progress.keep(
          rebuild()
              .at(
                  stretch.upTo(),
                  Math.max(target, stretch.upTo()),
                  stretch.events().size(),
                  perSecond));
      long most = rebuild().plan().eventsPerSecond();
      if (most > 0)
        progress.rest(Duration.ofNanos((long) (projected * NANOSECONDS / most) - (now - began)));
    }
  }

  /** As the live one has it: nothing of a lead from what cannot be read of it on. */
  private List<StoredEvent> readable(EventLog.Stretch stretch) {
    for (UnreadableEvent one : stretch.unreadable())
      broken.merge(one.leadId(), one.position(), Math::min);
    return stretch.events().stream()
        .filter(one -> one.position() < broken.getOrDefault(one.leadId(), Long.MAX_VALUE))
        .map(FollowPart::stored)
        .toList();
  }

  /** An erasure does not wait for what cannot be read before it, as the live one has it too. */
  private void erase(EventLog.Stretch stretch, ProjectBatch into) {
    for (var one : stretch.events())
      if (one.event() instanceof LeadErased erased && broken.containsKey(one.leadId()))
        into.erase(one.leadId(), erased);
  }

  private int enough() {
    long most = rebuild().plan().eventsPerSecond();
    return most > 0 ? Math.clamp(most / 5, 1, batchSize) : batchSize;
  }

  /**
   * All that these leads' own streams tell, and what others tell of them where it is added up; how
   * many events that is.
   */
  int fillIn(Collection<UUID> leads) {
    int events = project(leads, _ -> true);
    if (!projection.addsUpStreams()) return events;
    Set<String> ids = leads.stream().map(UUID::toString).collect(Collectors.toSet());
    return events
        + project(
            log.streamsAbout(leads),
            one -> one.event().about() != null && ids.contains(one.event().about()));
  }

  private int project(Collection<UUID> streams, Predicate<StoredEvent> wanted) {
    var into = into();
    var events = new AtomicInteger();
    log.ofLeads(
        streams,
        some -> {
          List<StoredEvent> these = some.stream().map(FollowPart::stored).filter(wanted).toList();
          into.project(these);
          events.addAndGet(these.size());
        });
    return events.get();
  }
}
