package dev.leadline.timeline.rebuild;

import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.UnreadableEvent;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.domain.RecogniseRefusal;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.KeepParked;
import dev.leadline.timeline.handling.ProjectBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an event that a part of a projection cannot project: its lead is parked, with all
 * that comes for it later, and every other lead goes on. Whoever retries has the whole lead
 * projected again in order, which is harmless for what is there already; so does every start, and
 * with it a version that knows the event.
 *
 * <p>A server that is away parks nobody: the batch waits. One that refuses what is in a document is
 * not away, and refuses it for ever: that is its lead's mistake alone. Neither does a mistake that
 * hits every lead of a batch, or very many, park anybody: then the part stops, and health says
 * DOWN.
 */
final class ParkLeads {

  private static final Logger LOG = LoggerFactory.getLogger(ParkLeads.class);
  private static final int MOST = 1000;

  /** What is thrown when a server does not answer comes from, or is caused by, its client. */
  private static final List<String> CLIENTS =
      List.of(
          "com.mongodb.",
          "org.apache.kafka.",
          "org.postgresql.",
          "org.springframework.dao.",
          "org.springframework.jdbc.",
          "org.springframework.kafka.",
          "java.io.",
          "java.net.",
          "java.sql.");

  private final String readModel;
  private final KeepParked keep;
  private final EventLog log;
  private final RecogniseRefusal refusals;
  private final Runnable stillOurs;
  private final Set<String> parked = new HashSet<>();
  private boolean fresh = true;

  /**
   * Has parked nobody yet.
   *
   * @param stillOurs throws where another instance works on this part by now: what fails here may
   *     fail because of that, and nobody who works on it would know of a lead that is parked here
   */
  ParkLeads(
      String readModel,
      KeepParked keep,
      EventLog log,
      RecogniseRefusal refusals,
      Runnable stillOurs) {
    this.readModel = readModel;
    this.keep = keep;
    this.log = log;
    this.refusals = refusals;
    this.stillOurs = stillOurs;
  }

  /** Takes up those that are to be tried again: all at the start, then those asked for. */
  void retry(
      java.util.function.Predicate<UUID> ours, long upTo, Consumer<List<StoredEvent>> project) {
    Collection<String> wanted =
        fresh
            ? keep.of(readModel).stream().map(Parked::leadId).toList()
            : parked.isEmpty() ? Set.of() : keep.toRetry(readModel);
    for (String leadId : wanted) {
      UUID lead = UUID.fromString(leadId);
      if (!ours.test(lead)) continue;
      parked.add(leadId);
      try {
        log.ofLeads(
            List.of(lead),
            some ->
                project.accept(
                    some.stream()
                        .filter(event -> event.position() <= upTo)
                        .map(FollowPart::stored)
                        .toList()));
        stillOurs.run();
        parked.remove(leadId);
        keep.release(readModel, leadId);
        LOG.info("{} goes on with the lead {}", readModel, leadId);
      } catch (FollowPart.ClaimLost lost) {
        throw lost;
      } catch (UnreadableEvent e) {
        stillOurs.run();
        keep.park(asBefore(unreadable(e)));
      } catch (RuntimeException e) {
        if (isOutage(e)) throw e;
        stillOurs.run();
        keep.find(id(leadId)).ifPresent(keep::park);
      }
    }
    fresh = false;
  }

  /** What is parked at the same event as before is the same letter, also if it was discarded. */
  private Parked asBefore(Parked now) {
    return keep.find(now.id()).filter(one -> one.eventId().equals(now.eventId())).orElse(now);
  }

  /** What is to be projected of a stretch: nothing of a lead from what cannot be read of it on. */
  List<StoredEvent> sound(EventLog.Stretch stretch) {
    var broken = new LinkedHashMap<String, Long>();
    for (UnreadableEvent one : stretch.unreadable()) {
      if (parked.contains(one.leadId())) continue;
      if (broken.putIfAbsent(one.leadId(), one.position()) == null) park(unreadable(one));
    }
    var sound = new ArrayList<StoredEvent>();
    for (var event : stretch.events()) {
      Long from = broken.get(event.leadId());
      boolean isLate = from == null ? parked.contains(event.leadId()) : event.position() > from;
      if (!isLate) sound.add(FollowPart.followed(event));
    }
    return sound;
  }

  /**
   * An erasure is no event that waits for a lead to be mended: of those that are parked what is
   * personal goes at once, and the lead is tried again: without it the lead may not fail any more.
   *
   * @param stretch all of which is projected, or parked
   */
  void erase(EventLog.Stretch stretch, ProjectBatch projection) {
    for (var event : stretch.events()) {
      if (!(event.event() instanceof LeadErased erased) || !parked.contains(event.leadId()))
        continue;
      projection.erase(event.leadId(), erased);
      keep.retry(id(event.leadId()));
    }
  }

  /**
   * A batch failed: finds the leads that it fails for, and parks them.
   *
   * @throws RuntimeException the failure itself, if it is not for some leads only
   */
  void isolate(
      List<StoredEvent> batch, RuntimeException failure, Consumer<List<StoredEvent>> project) {
    if (isOutage(failure)) throw failure;
    Map<String, List<StoredEvent>> byLead = new LinkedHashMap<>();
    for (StoredEvent one : batch)
      byLead.computeIfAbsent(one.leadId(), _ -> new ArrayList<>()).add(one);
    var failed = new ArrayList<Parked>();
    byLead.forEach(
        (leadId, events) -> {
          try {
            project.accept(events);
          } catch (RuntimeException e) {
            if (isOutage(e)) throw e;
            failed.add(failed(events.getFirst(), e));
          }
        });
    if (failed.size() > 1 && failed.size() == byLead.size()) throw failure;
    failed.forEach(this::park);
  }

  private String id(String leadId) {
    return readModel + "~" + leadId;
  }

  private void park(Parked one) {
    if (parked.size() >= MOST)
      throw new IllegalStateException(
          "More than " + MOST + " leads of " + readModel + " are parked");
    stillOurs.run();
    keep.park(one);
    parked.add(one.leadId());
    LOG.error(
        "{} has parked the lead {} at event {}: {}",
        readModel,
        one.leadId(),
        one.eventId(),
        one.reason());
  }

  private Parked unreadable(UnreadableEvent one) {
    return new Parked(
        readModel,
        one.leadId(),
        one.tenant(),
        Parked.UNREADABLE,
        one.why(),
        one.position(),
        one.eventId(),
        one.type(),
        Instant.now(),
        "");
  }

  private Parked failed(StoredEvent first, RuntimeException why) {
    return new Parked(
        readModel,
        first.leadId(),
        first.tenant(),
        (why.getCause() instanceof Error error ? error : why).getClass().getSimpleName(),
        "The projection failed at this event or one soon after it",
        0,
        first.eventId(),
        "",
        Instant.now(),
        "");
  }

  private boolean isOutage(Throwable failure) {
    if (refusals.isRefusal(failure)) return false;
    for (Throwable one = failure; one != null; one = one.getCause()) {
      String name = one.getClass().getName();
      if (CLIENTS.stream().anyMatch(name::startsWith)) return true;
    }
    return false;
  }
}
