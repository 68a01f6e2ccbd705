package dev.leadline.timeline.rebuild;

import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.UnreadableEvent;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.TellOfEnd;
import dev.leadline.timeline.handling.KeepGenerations;
import dev.leadline.timeline.handling.KeepGenerations.Pointer;
import dev.leadline.timeline.handling.KeepPositions;
import dev.leadline.timeline.handling.KeepRebuilds;
import dev.leadline.timeline.handling.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done once rebuilds have ended: nobody is held up by them, whoever asked is told,
 * and the generation before, which is kept for a roll-back, forgets who is erased and is dropped
 * when its time is over.
 */
final class EndedRebuilds {

  private static final Logger LOG = LoggerFactory.getLogger(EndedRebuilds.class);
  private static final int LOOKS_A_SEARCH = 60;
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

  private final Map<String, Projection> projections;
  private final EventLog log;
  private final KeepRebuilds rebuilds;
  private final KeepGenerations generations;
  private final KeepPositions positions;
  private final TellOfEnd tell;
  private final Duration keptFor;
  private final Map<String, Instant> forgottenUpTo = new HashMap<>();
  private long erasures = -1;
  private long looks;

  /**
   * Knows of no erasure yet.
   *
   * @param projections by their read models
   */
  EndedRebuilds(RunRebuild.Tools tools, Map<String, Projection> projections, TellOfEnd tell) {
    this.projections = projections;
    log = tools.log();
    rebuilds = tools.rebuilds();
    generations = tools.generations();
    positions = tools.positions();
    keptFor = tools.settings().keepPreviousFor();
    this.tell = tell;
  }

  /** An edge: whatever goes wrong here, the next look tries again. */
  void look() {
    // Whoever cannot be told of an end keeps nobody from being forgotten.
    each(this::letWritersGoOn);
    each(this::tellWhoAsked);
    each(this::dropWhatIsKeptNoLonger);
    if (looks++ % LOOKS_A_SEARCH == 0) each(this::dropWhatIsNobodys);
    each(this::forgetWhoWasErased);
  }

  private static void each(Runnable duty) {
    try {
      duty.run();
    } catch (RuntimeException away) {
      LOG.debug("Rebuilds cannot be looked after at the moment", away);
    }
  }

  /** Whoever stood still before they held the writers did so when the rebuild had ended. */
  private void letWritersGoOn() {
    generations
        .pointers()
        .forEach(
            (readModel, pointer) -> {
              String holder = pointer.movedBy();
              if (holder != null
                  && rebuilds.find(holder).map(one -> one.state().isEnd()).orElse(true))
                generations.letGo(readModel, holder);
            });
  }

  private void tellWhoAsked() {
    for (Rebuild one : rebuilds.untold()) {
      tell.tell(one);
      rebuilds.told(one);
    }
  }

  private void dropWhatIsKeptNoLonger() {
    Instant now = Instant.now();
    Set<String> busy = rebuilds.busy();
    generations
        .pointers()
        .forEach(
            (readModel, pointer) -> {
              Integer previous = pointer.previous();
              Instant until = pointer.previousUntil();
              Projection projection = projections.get(readModel);
              if (previous == null || until == null || projection == null) return;
              if (until.isAfter(now) || busy.contains(readModel)) return;
              generations.drop(readModel, previous);
              positions.forget(projection.name(), previous);
              generations.forgetPrevious(readModel);
            });
  }

  /**
   * Whoever stood still while they filled a generation goes on to fill it after it was dropped, and
   * nobody would ever erase anybody there. What there is first, then who fills it, then what is
   * seen: so nothing is dropped that has just been begun, or has just come to be seen.
   */
  private void dropWhatIsNobodys() {
    var held = new HashMap<String, Set<Integer>>();
    for (String readModel : projections.keySet())
      held.put(readModel, new TreeSet<>(generations.held(readModel)));
    held.keySet().removeAll(rebuilds.busy());
    Map<String, Pointer> pointers = generations.pointers();
    held.forEach(
        (readModel, numbers) -> {
          Pointer pointer = pointers.getOrDefault(readModel, Pointer.FIRST);
          numbers.remove(pointer.live());
          if (pointer.previous() != null) numbers.remove(pointer.previous());
          for (int nobodys : numbers) generations.drop(readModel, nobodys);
        });
  }

  /**
   * What is kept for a roll-back is followed by nobody: erased people are erased there as well, by
   * all that is stored of them being projected again.
   */
  private void forgetWhoWasErased() {
    long now = log.erasures();
    if (now == erasures) return;
    Instant began = Instant.now();
    Set<String> busy = rebuilds.busy();
    boolean all = true;
    for (var one : generations.pointers().entrySet()) {
      Integer previous = one.getValue().previous();
      Instant until = one.getValue().previousUntil();
      Projection projection = projections.get(one.getKey());
      if (previous == null || until == null || projection == null || !projection.isByLead())
        continue;
      if (busy.contains(one.getKey())) {
        all = false;
        continue;
      }
      String kept = one.getKey() + "|" + previous;
      Instant since = forgottenUpTo.getOrDefault(kept, until.minus(keptFor));
      forget(projection, previous, since.minus(CLOCKS_DIFFER_BY));
      forgottenUpTo.put(kept, began);
    }
    if (all) erasures = now;
  }

  private void forget(Projection projection, int generation, Instant since) {
    var into = projection.into(new Generation(generation, false));
    for (UUID lead : log.erasedSince(since))
      try {
        log.ofLeads(
            List.of(lead), some -> into.project(some.stream().map(FollowPart::stored).toList()));
      } catch (UnreadableEvent broken) {
        // The erasure may be behind it.
        into.erase(lead.toString(), new LeadErased(Instant.now(), null, List.of()));
      }
  }
}
