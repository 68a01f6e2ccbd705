package dev.leadline.timeline.rebuild;

import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.ReadAhead;
import dev.leadline.eventstore.store.UnreadableEvent;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Asked;
import dev.leadline.timeline.domain.Rebuild.Comparison;
import dev.leadline.timeline.domain.Rebuild.Difference;
import dev.leadline.timeline.domain.Rebuild.Scope;
import dev.leadline.timeline.domain.Rebuild.State;
import dev.leadline.timeline.domain.Rebuild.Wish;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.KeepGenerations;
import dev.leadline.timeline.handling.KeepGenerations.Pointer;
import dev.leadline.timeline.handling.KeepParked;
import dev.leadline.timeline.handling.KeepPositions;
import dev.leadline.timeline.handling.KeepRebuilds;
import dev.leadline.timeline.handling.ProjectBatch;
import dev.leadline.timeline.handling.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  private static final int MOST_DIFFERING = 100_000;
  private static final int FIRST_DIFFERENCES = 20;
  private static final int LOOKS_AGAIN = 6;
  private static final int LEADS_AT_ONCE = 200;
  private static final int ANNOUNCED_AT_ONCE = 10_000;
  private static final int NEARLY = 5_000;

  /** Who reads the others is told of nothing. */
  private static final Set<String> ANNOUNCED =
      Set.of(ReadModels.LEAD_ROWS, ReadModels.TIMELINE_ENTRIES);

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration WRITERS_STOP_WITHIN = Duration.ofSeconds(30);
  private static final double NANOSECONDS = 1e9;

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

  /** Another instance works on it, or this one stops: nothing more is to be done here. */
  static final class Left extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Canceled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Tools tools;
  private final Projection projection;
  private final CountDownLatch stop;
  private final String readModel;
  private final Map<String, Long> broken = new HashMap<>();
  private Rebuild rebuild;
  private boolean isSeen;

  RunRebuild(Tools tools, Projection projection, Rebuild rebuild, CountDownLatch stop) {
    this.tools = tools;
    this.projection = projection;
    this.rebuild = rebuild;
    this.stop = stop;
    readModel = rebuild.projection();
  }

  /** Does it; when it returns, the rebuild has ended. */
  void run() {
    try {
      // Whoever was killed while the writers stood still has not let them go on.
      tools.generations().letGo(readModel, rebuild.id());
      if (rebuild.state() == State.PAUSED) paused();
      if (rebuild.plan().dryRun()) count();
      else if (rebuild.scope().isWhole()) whole();
      else scoped();
      end(State.DONE, null);
    } catch (Canceled asked) {
      cleanUp();
      end(State.CANCELED, null);
    }
  }

  /** Not when readers see what it made: then it has only to be announced, until it is. */
  boolean canBeGivenUp() {
    return !isSeen;
  }

  /** Gives it up for a reason. */
  void fail(String why) {
    cleanUp();
    end(State.FAILED, why);
  }

  private void end(State state, @Nullable String why) {
    rebuild = rebuild.ended(state, Instant.now(), why);
    tools.rebuilds().end(rebuild);
  }

  private void cleanUp() {
    tools.generations().letGo(readModel, rebuild.id());
    if (!rebuild.plan().rollback() && live() != rebuild.generation()) drop();
  }

  private void drop() {
    tools.generations().drop(readModel, rebuild.generation());
    tools.positions().forget(projection.name(), rebuild.generation());
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
    Scope scope = rebuild.scope();
    long head = tools.log().settledPosition();
    long events = scope.isWhole() ? tools.log().count() : tools.log().count(leads());
    keep(rebuild.at(0, head, events, 0));
  }

  private void whole() {
    if (live() != rebuild.generation()) {
      fill();
      if (rebuild.comparison() == null && !rebuild.plan().rollback()) {
        keep(rebuild.in(State.COMPARING));
        compare();
      }
      if (rebuild.plan().compareOnly()) {
        drop();
        return;
      }
      switchOver();
    }
    announceDifferent();
  }

  private void fill() {
    long head = tools.log().settledPosition();
    do {
      fillTo(head);
      head = tools.log().settledPosition();
    } while (head - rebuild.position() > NEARLY);
  }

  /** Projects up to a position at least, and keeps how far it is. */
  private void fillTo(long target) {
    ProjectBatch into = projection.into(new Generation(rebuild.generation(), false));
    for (Parked one : tools.parked().of(readModel))
      if (one.reason().equals(Parked.UNREADABLE))
        broken.merge(one.leadId(), one.position(), Math::min);
    try (var ahead = new ReadAhead(tools.log(), target)) {
      fillTo(target, into, ahead);
    }
  }

  private void fillTo(long target, ProjectBatch into, ReadAhead ahead) {
    long began = System.nanoTime();
    long projected = 0;
    while (rebuild.position() < target) {
      long limit = rebuild.plan().eventsPerSecond();
      if (obey()) ahead.forget();
      if (limit != rebuild.plan().eventsPerSecond()) {
        // What was fast before is not made up for.
        began = System.nanoTime();
        projected = 0;
      }
      EventLog.Stretch stretch = ahead.after(rebuild.position(), enough());
      if (stretch.upTo() == rebuild.position()) return;
      into.project(readable(stretch));
      projected += stretch.events().size();
      long now = System.nanoTime();
      double perSecond = projected * NANOSECONDS / Math.max(1, now - began);
      keep(
          rebuild.at(
              stretch.upTo(),
              Math.max(target, stretch.upTo()),
              stretch.events().size(),
              perSecond));
      long most = rebuild.plan().eventsPerSecond();
      if (most > 0) rest(Duration.ofNanos((long) (projected * NANOSECONDS / most) - (now - began)));
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

  private int enough() {
    long most = rebuild.plan().eventsPerSecond();
    int batch = tools.settings().batchSize();
    return most > 0 ? Math.clamp(most / 5, 1, batch) : batch;
  }

  private void compare() {
    int live = live();
    Set<String> suspects =
        tools.generations().differing(readModel, live, rebuild.generation(), "", MOST_DIFFERING);
    keep(rebuild.with(comparison(sure(suspects, live), live)));
  }

  /** What was different only because one of the two was further is equal when both are as far. */
  private Map<String, Difference> sure(Set<String> suspects, int live) {
    Map<String, Difference> differing = new LinkedHashMap<>();
    Set<String> left = suspects;
    for (int look = 0; look < LOOKS_AGAIN && !left.isEmpty(); look++) {
      long head = tools.log().settledPosition();
      if (rebuild.scope().isWhole()) fillTo(head);
      await(WRITERS_STOP_WITHIN, () -> reached(live) >= head);
      differing = tools.generations().differences(readModel, live, rebuild.generation(), left);
      if (differing.size() == left.size()) break;
      left = differing.keySet();
    }
    return differing;
  }

  private long reached(int generation) {
    return tools.positions().of(projection.name(), generation).values().stream()
        .mapToLong(Long::longValue)
        .min()
        .orElse(0);
  }

  private Comparison comparison(Map<String, Difference> differing, int live) {
    return new Comparison(
        tools.generations().count(readModel, live),
        tools.generations().count(readModel, rebuild.generation()),
        differing.size(),
        differing.values().stream().limit(FIRST_DIFFERENCES).toList());
  }

  /**
   * Writers stop, the new generation comes as far as they were, readers are sent to it, writers go
   * on with it. They begin where the old one was left, so that what happened meanwhile is announced
   * too.
   */
  private void switchOver() {
    int before = live();
    keep(rebuild.in(State.SWITCHING));
    Integer oldest = pointer().previous();
    // Before the pointer is changed, which is what tells that this has still to be done.
    if (oldest != null && oldest != rebuild.generation()) {
      tools.generations().drop(readModel, oldest);
      tools.positions().forget(projection.name(), oldest);
    }
    withoutWriters(
        before,
        () -> {
          fillTo(tools.log().settledPosition());
          tools
              .positions()
              .put(
                  projection.name(),
                  rebuild.generation(),
                  tools.projections().segments(),
                  Math.min(reached(before), rebuild.position()));
          tools
              .generations()
              .point(
                  readModel,
                  rebuild.generation(),
                  before,
                  Instant.now().plus(tools.settings().keepPreviousFor()));
        });
  }

  private void withoutWriters(int generation, Runnable work) {
    tools.generations().hold(readModel, rebuild.id());
    tools.lookNow().run();
    boolean still =
        !await(
            WRITERS_STOP_WITHIN,
            () -> !tools.positions().isWorkedOn(projection.name(), generation));
    if (still) throw new IllegalStateException("The writers of " + readModel + " do not stop");
    try {
      work.run();
    } finally {
      // Not if another instance has taken over, which holds them for itself.
      if (tools.rebuilds().keep(rebuild)) tools.generations().letGo(readModel, rebuild.id());
      tools.lookNow().run();
    }
  }

  private void scoped() {
    // What a repair that was left has changed does not differ any more: it is ended, not asked.
    boolean isBegun = rebuild.state() == State.SWITCHING;
    tools.generations().drop(readModel, rebuild.generation());
    int live = live();
    Map<String, Difference> differing = new LinkedHashMap<>();
    List<UUID> leads = leads();
    for (int i = 0; i < leads.size(); i += LEADS_AT_ONCE) {
      if (isBegun) leaveIfStopped();
      else obey();
      List<UUID> some = leads.subList(i, Math.min(leads.size(), i + LEADS_AT_ONCE));
      int events = project(some);
      Set<String> suspects = suspects(some, live);
      differing.putAll(sure(suspects, live));
      keep(rebuild.at(i + some.size(), leads.size(), events, 0));
    }
    if (!isBegun) keep(rebuild.with(comparison(differing, live)));
    if (!rebuild.plan().compareOnly()) {
      Set<String> wrong = leadsOf(differing.keySet());
      if (!wrong.isEmpty()) repair(wrong, live);
      announce(isBegun ? leads.stream().map(UUID::toString).toList() : wrong, live);
    }
    drop();
  }

  private Set<String> suspects(List<UUID> leads, int live) {
    return tools
        .generations()
        .differing(
            readModel,
            live,
            rebuild.generation(),
            leads.stream()
                .map(UUID::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private int project(List<UUID> leads) {
    List<StoredEvent> events = tools.log().ofLeads(leads).stream().map(FollowPart::stored).toList();
    projection.into(new Generation(rebuild.generation(), false)).project(events);
    return events.size();
  }

  private void repair(Set<String> leads, int live) {
    withoutWriters(
        live,
        () -> {
          // Before anything is changed: whoever goes on from here announces all of the scope.
          keep(rebuild.in(State.SWITCHING));
          List<UUID> all = leads.stream().map(UUID::fromString).toList();
          for (int i = 0; i < all.size(); i += LEADS_AT_ONCE) {
            List<UUID> some = all.subList(i, Math.min(all.size(), i + LEADS_AT_ONCE));
            project(some);
            tools.generations().copy(readModel, rebuild.generation(), live, suspects(some, live));
          }
        });
  }

  private static Set<String> leadsOf(Collection<String> ids) {
    return ids.stream()
        .map(id -> id.indexOf('|') < 0 ? id : ReadModels.leadOf(id))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<UUID> leads() {
    Scope scope = rebuild.scope();
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
              .differing(readModel, before, rebuild.generation(), after, ANNOUNCED_AT_ONCE);
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
      leaveIfStopped();
      var some = Set.copyOf(all.subList(i, Math.min(all.size(), i + ANNOUNCED_AT_ONCE)));
      tools.announce().announce(changes(some, before));
      keep(rebuild);
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

  private void keep(Rebuild now) {
    rebuild = now;
    if (!tools.rebuilds().keep(now)) throw new Left();
  }

  /** Does what an operator asked for; whether that took its time. */
  private boolean obey() {
    leaveIfStopped();
    Wish wish = asked();
    if (wish == Wish.CANCEL) throw new Canceled();
    if (wish == Wish.PAUSE) paused();
    return wish == Wish.PAUSE;
  }

  private void leaveIfStopped() {
    if (stop.getCount() == 0) throw new Left();
  }

  private @Nullable Wish asked() {
    Asked asked = tools.rebuilds().asked(rebuild);
    Long limit = asked.eventsPerSecond();
    if (limit != null) keep(rebuild.throttled(limit));
    return asked.wish();
  }

  private void paused() {
    keep(rebuild.in(State.PAUSED));
    Wish wish = asked();
    while (wish != Wish.RESUME) {
      if (wish == Wish.CANCEL) throw new Canceled();
      rest(Duration.ofMillis(500));
      keep(rebuild);
      wish = asked();
    }
    keep(rebuild.in(State.RUNNING));
  }

  private boolean await(Duration atMost, BooleanSupplier condition) {
    long until = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) return false;
      rest(SHORT);
      keep(rebuild);
    }
    return true;
  }

  private void rest(Duration time) {
    if (!time.isPositive()) return;
    try {
      if (stop.await(time.toNanos(), TimeUnit.NANOSECONDS)) throw new Left();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Left();
    }
  }
}
