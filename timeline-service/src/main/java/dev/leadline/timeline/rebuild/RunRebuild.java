package dev.leadline.timeline.rebuild;

import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Scope;
import dev.leadline.timeline.domain.Rebuild.State;
import dev.leadline.timeline.handling.KeepGenerations;
import dev.leadline.timeline.handling.KeepGenerations.Pointer;
import dev.leadline.timeline.handling.KeepParked;
import dev.leadline.timeline.handling.KeepPositions;
import dev.leadline.timeline.handling.KeepRebuilds;
import dev.leadline.timeline.handling.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * One rebuild, from its beginning or from where it was left. Every step can be done again: what is
 * filled is filled once more from the position that was kept, what is copied is copied again, and
 * the switch is one change of one document.
 *
 * <p>Nothing that a rebuild projects is announced, and so nothing reaches anybody outside. After a
 * switch what came out different is announced as changed, to the gateways alone. What that is, is
 * read from both generations again, or from the scope: what a run remembered would be lost with it.
 */
final class RunRebuild {

  private static final int LEADS_AT_ONCE = 200;
  private static final int ANNOUNCED_AT_ONCE = 10_000;

  /** Who reads the others is told of nothing. */
  private static final Set<String> ANNOUNCED =
      Set.of(ReadModels.LEAD_ROWS, ReadModels.TIMELINE_ENTRIES);

  private static final Duration WRITERS_STOP_WITHIN = Duration.ofSeconds(30);

  /** What a rebuild works with. */
  record Tools(
      EventLog log,
      KeepPositions positions,
      KeepGenerations generations,
      KeepRebuilds rebuilds,
      KeepParked parked,
      AnnounceChanges announce,
      Runnable lookNow,
      ProjectionSettings projections,
      RebuildSettings settings) {}

  private final Tools tools;
  private final Projection projection;
  private final String readModel;
  private final RebuildProgress progress;
  private final Filling filling;
  private final Comparing comparing;
  private boolean isSeen;

  RunRebuild(Tools tools, Projection projection, Rebuild rebuild, CountDownLatch stop) {
    this.tools = tools;
    this.projection = projection;
    readModel = rebuild.projection();
    progress = new RebuildProgress(tools.rebuilds(), rebuild, stop);
    filling = new Filling(tools, projection, progress);
    comparing = new Comparing(tools, projection, progress, filling);
  }

  private Rebuild rebuild() {
    return progress.now();
  }

  /** Does it; when it returns, the rebuild has ended. */
  void run() {
    try {
      // Whoever was killed while the writers stood still has not let them go on.
      tools.generations().letGo(readModel, rebuild().id());
      if (rebuild().state() == State.PAUSED) progress.paused();
      if (rebuild().plan().dryRun()) count();
      else if (rebuild().scope().isWhole()) whole();
      else scoped();
      progress.end(State.DONE, null);
    } catch (RebuildProgress.Canceled asked) {
      cleanUp();
      progress.end(State.CANCELED, null);
    }
  }

  /** Not when readers see what it made: then it has only to be announced, until it is. */
  boolean canBeGivenUp() {
    return !isSeen;
  }

  /** Gives it up for a reason. */
  void fail(String why) {
    announceRepaired();
    cleanUp();
    progress.end(State.FAILED, why);
  }

  /** A repair that is given up may have changed some leads of its scope: of all it is told. */
  private void announceRepaired() {
    if (rebuild().scope().isWhole() || rebuild().state() != State.SWITCHING) return;
    announce(leads().stream().map(UUID::toString).toList(), live());
  }

  private void cleanUp() {
    tools.generations().letGo(readModel, rebuild().id());
    if (!rebuild().plan().rollback() && live() != rebuild().generation()) drop();
  }

  private void drop() {
    tools.generations().drop(readModel, rebuild().generation());
    tools.positions().forget(projection.name(), rebuild().generation());
  }

  private int live() {
    return pointer().live();
  }

  private Pointer pointer() {
    return pointer(readModel);
  }

  private Pointer pointer(String model) {
    return tools.generations().pointers().getOrDefault(model, Pointer.FIRST);
  }

  private void count() {
    Scope scope = rebuild().scope();
    long head = tools.log().settledPosition();
    long events = scope.isWhole() ? tools.log().count() : tools.log().count(leads());
    progress.keep(rebuild().at(0, head, events, 0));
  }

  private void whole() {
    if (live() != rebuild().generation()) {
      filling.fill();
      if (rebuild().comparison() == null && !rebuild().plan().rollback()) comparing.compare(live());
      if (rebuild().plan().compareOnly()) {
        drop();
        return;
      }
      switchOver();
    }
    announceDifferent();
  }

  /**
   * Writers stop, the new generation comes as far as they were, readers are sent to it, writers go
   * on with it. They begin where the old one was left, so that what happened meanwhile is announced
   * too.
   */
  private void switchOver() {
    int before = live();
    progress.keep(rebuild().in(State.SWITCHING));
    Integer oldest = pointer().previous();
    // Before the pointer is changed, which is what tells that this has still to be done.
    if (oldest != null && oldest != rebuild().generation()) {
      tools.generations().drop(readModel, oldest);
      tools.positions().forget(projection.name(), oldest);
    }
    withoutWriters(
        before,
        () -> {
          filling.fillTo(tools.log().settledPosition());
          tools
              .positions()
              .put(
                  projection.name(),
                  rebuild().generation(),
                  tools.projections().segments(),
                  Math.min(comparing.reached(before), rebuild().position()));
          tools
              .generations()
              .point(
                  readModel,
                  rebuild().id(),
                  rebuild().generation(),
                  before,
                  Instant.now().plus(tools.settings().keepPreviousFor()));
        });
    // Nobody was sent there if another instance had taken over, which does it itself.
    progress.keep(rebuild());
  }

  private void withoutWriters(int generation, Runnable work) {
    tools.generations().hold(readModel, rebuild().id());
    tools.lookNow().run();
    boolean still =
        !progress.await(
            WRITERS_STOP_WITHIN,
            () -> !tools.positions().isWorkedOn(projection.name(), generation));
    if (still) throw new IllegalStateException("The writers of " + readModel + " do not stop");
    try {
      work.run();
    } finally {
      // Not if another instance has taken over, which holds them for itself.
      if (progress.isStillOurs()) tools.generations().letGo(readModel, rebuild().id());
      tools.lookNow().run();
    }
  }

  private void scoped() {
    // What a repair that was left has changed does not differ any more: it is ended, not asked.
    boolean isBegun = rebuild().state() == State.SWITCHING;
    tools.generations().drop(readModel, rebuild().generation());
    int live = live();
    var found = new Comparing.Found();
    var wrong = new LinkedHashSet<String>();
    List<UUID> leads = leads();
    for (int i = 0; i < leads.size(); i += LEADS_AT_ONCE) {
      if (isBegun) progress.leaveIfStopped();
      else progress.obey();
      List<UUID> some = leads.subList(i, Math.min(leads.size(), i + LEADS_AT_ONCE));
      int events = filling.fillIn(some);
      Set<String> suspects = comparing.suspects(some, live, found);
      wrong.addAll(leadsOf(comparing.sure(suspects, live, found)));
      progress.keep(rebuild().at(i + some.size(), leads.size(), events, 0));
    }
    if (!isBegun) comparing.keep(found);
    if (!rebuild().plan().compareOnly()) {
      if (!wrong.isEmpty()) repair(wrong, live);
      announce(isBegun ? leads.stream().map(UUID::toString).toList() : wrong, live);
    }
    drop();
  }

  private void repair(Set<String> leads, int live) {
    withoutWriters(
        live,
        () -> {
          // Before anything is changed: whoever goes on from here announces all of the scope.
          progress.keep(rebuild().in(State.SWITCHING));
          List<UUID> all = leads.stream().map(UUID::fromString).toList();
          for (int i = 0; i < all.size(); i += LEADS_AT_ONCE) {
            List<UUID> some = all.subList(i, Math.min(all.size(), i + LEADS_AT_ONCE));
            filling.fillIn(some);
            tools
                .generations()
                .copy(
                    readModel,
                    rebuild().generation(),
                    live,
                    comparing.suspects(some, live),
                    () -> progress.keep(rebuild()));
          }
        });
  }

  private static Set<String> leadsOf(Collection<String> ids) {
    return ids.stream()
        .map(id -> id.indexOf('|') < 0 ? id : ReadModels.leadOf(id))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<UUID> leads() {
    Scope scope = rebuild().scope();
    String lead = scope.leadId();
    if (lead != null) return List.of(UUID.fromString(lead));
    Instant time = scope.fromTime();
    Long position = scope.fromPosition();
    long from = position != null ? position : time != null ? tools.log().positionAt(time) : 0;
    return tools.log().leads(scope.tenant(), from);
  }

  /**
   * What differs from the generation before, and also what is only at another version, as a lead is
   * that was parked. What writers have changed since is told twice, which does no harm.
   */
  private void announceDifferent() {
    Integer before = pointer().previous();
    if (before == null || !ANNOUNCED.contains(readModel)) return;
    isSeen = true;
    String after = "";
    SequencedSet<String> some;
    do {
      some =
          tools
              .generations()
              .differing(readModel, before, rebuild().generation(), after, ANNOUNCED_AT_ONCE);
      if (some.isEmpty()) return;
      announce(leadsOf(some), before);
      after = some.getLast();
    } while (some.size() == ANNOUNCED_AT_ONCE);
  }

  /** To the gateways alone, whose index and pages are to show what readers see now. */
  private void announce(Collection<String> leads, int before) {
    if (leads.isEmpty() || !ANNOUNCED.contains(readModel)) return;
    isSeen = true;
    List<String> all = List.copyOf(leads);
    for (int i = 0; i < all.size(); i += ANNOUNCED_AT_ONCE) {
      progress.leaveIfStopped();
      var some = Set.copyOf(all.subList(i, Math.min(all.size(), i + ANNOUNCED_AT_ONCE)));
      tools.announce().announce(changes(some, before));
      progress.keep(rebuild());
    }
  }

  private Collection<? extends LeadChange> changes(Set<String> leads, int before) {
    KeepGenerations generations = tools.generations();
    if (readModel.equals(ReadModels.TIMELINE_ENTRIES))
      return generations.rows(pointer(ReadModels.LEAD_ROWS).live(), leads).values().stream()
          .map(row -> new TimelineChanged(row.leadId(), row.tenant(), row.version()))
          .toList();
    var rows = new HashMap<>(generations.rows(before, leads));
    rows.putAll(generations.rows(live(), leads));
    return rows.values();
  }
}
