package dev.leadline.timeline.rebuild;

import dev.leadline.eventstore.FollowerThreads;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Plan;
import dev.leadline.timeline.domain.Rebuild.Scope;
import dev.leadline.timeline.domain.Rebuild.State;
import dev.leadline.timeline.domain.Rebuild.Wish;
import dev.leadline.timeline.domain.TellOfEnd;
import dev.leadline.timeline.handling.KeepGenerations;
import dev.leadline.timeline.handling.KeepGenerations.Pointer;
import dev.leadline.timeline.handling.KeepParked;
import dev.leadline.timeline.handling.KeepPositions;
import dev.leadline.timeline.handling.KeepRebuilds;
import dev.leadline.timeline.handling.OperateRebuilds;
import dev.leadline.timeline.handling.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the rebuilds that operators begin: those of this instance, and those that another one was
 * killed over. What fails is tried again from where it was; after some times without any progress
 * it is given up, and the live generation is what it was. One that readers see already is not: it
 * has to be announced, however long the broker is away.
 */
@Component
class Rebuilds implements SmartLifecycle, OperateRebuilds {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
  private static final int MOST_FAILURES = 10;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  private final Map<String, Projection> projections = new HashMap<>();
  private final Projections keeper;
  private final KeepRebuilds rebuilds;
  private final KeepGenerations generations;
  private final KeepPositions positions;
  private final ProjectionSettings settings;
  private final RunRebuild.Tools tools;
  private final EndedRebuilds ended;
  private final Map<String, Thread> running = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private CountDownLatch stop = new CountDownLatch(1);
  private List<Thread> looking = List.of();

  Rebuilds(
      List<Projection> projections,
      Projections keeper,
      EventLog log,
      KeepPositions positions,
      KeepGenerations generations,
      KeepRebuilds rebuilds,
      KeepParked parked,
      AnnounceChanges announce,
      TellOfEnd tell,
      ProjectionSettings settings,
      RebuildSettings rebuildSettings) {
    for (Projection one : projections) this.projections.put(one.readModel(), one);
    this.keeper = keeper;
    this.rebuilds = rebuilds;
    this.generations = generations;
    this.positions = positions;
    this.settings = settings;
    tools =
        new RunRebuild.Tools(
            log,
            positions,
            generations,
            rebuilds,
            parked,
            announce,
            keeper::lookNow,
            settings,
            rebuildSettings);
    ended = new EndedRebuilds(tools, this.projections, tell);
  }

  @Override
  public void start() {
    stop = new CountDownLatch(1);
    var threads = new FollowerThreads("rebuilds");
    // The claims have a thread of their own: they are renewed while others wait for the broker.
    looking =
        List.of(
            threads.newThread(() -> againAndAgain(this::takeUp)),
            threads.newThread(() -> againAndAgain(ended::look)));
    looking.forEach(Thread::start);
  }

  private void againAndAgain(Runnable look) {
    try {
      do look.run();
      while (!stop.await(settings.checkEvery().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes up what nobody works on; one at a time, so that nothing is taken up twice. What runs here
   * is claimed again, for a step of it may be longer than a claim. An edge as well.
   */
  private synchronized void takeUp() {
    try {
      for (Rebuild one : rebuilds.all()) {
        if (one.state().isEnd()) continue;
        boolean runsHere = running.containsKey(one.id());
        if (rebuilds.claim(one) && !runsHere) run(one);
      }
    } catch (RuntimeException away) {
      LOG.debug("Rebuilds cannot be taken up at the moment", away);
    }
  }

  private void run(Rebuild rebuild) {
    Projection projection = projections.get(rebuild.projection());
    if (projection == null) return;
    Thread thread =
        new FollowerThreads("rebuild-" + rebuild.projection())
            .newThread(() -> run(rebuild, new RunRebuild(tools, projection, rebuild, stop)));
    running.put(rebuild.id(), thread);
    thread.start();
  }

  private void run(Rebuild rebuild, RunRebuild work) {
    try {
      work.run();
      failures.remove(rebuild.id());
      LOG.info("The rebuild {} of {} has ended", rebuild.id(), rebuild.projection());
    } catch (RebuildProgress.Left left) {
      LOG.info("The rebuild {} of {} is left to others", rebuild.id(), rebuild.projection());
    } catch (RuntimeException | Error e) {
      int times = failures.merge(rebuild.id(), 1, Integer::sum);
      LOG.warn("The rebuild {} of {} does not go on", rebuild.id(), rebuild.projection(), e);
      if (times >= MOST_FAILURES && work.canBeGivenUp()) giveUp(rebuild, work, e);
    } finally {
      running.remove(rebuild.id());
    }
  }

  /** Where that cannot be done just now, the next failure does it. */
  private void giveUp(Rebuild rebuild, RunRebuild work, Throwable why) {
    try {
      work.fail(why.getClass().getSimpleName());
      failures.remove(rebuild.id());
    } catch (RuntimeException away) {
      LOG.warn("The rebuild {} of {} cannot end", rebuild.id(), rebuild.projection(), away);
    }
  }

  @Override
  public void stop() {
    stop.countDown();
    try {
      for (Thread one : running.values()) one.join(ENDS_WITHIN);
      for (Thread one : looking) one.join(ENDS_WITHIN);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return looking.stream().anyMatch(Thread::isAlive);
  }

  /** After the projections, and ended before them. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }

  @Override
  public List<View> projections() {
    Map<String, Pointer> pointers = generations.pointers();
    Map<String, String> troubles = keeper.troubles();
    Map<String, ProjectionProgress> progress = new HashMap<>();
    for (ProjectionProgress one : keeper.now()) progress.put(one.name(), one);
    return projections.values().stream()
        .map(
            one -> {
              Pointer pointer = pointers.getOrDefault(one.readModel(), Pointer.FIRST);
              ProjectionProgress now = progress.get(one.name());
              String trouble = troubles.getOrDefault(one.name(), "");
              return new View(
                  one.readModel(),
                  now == null ? 0 : now.position(),
                  now == null ? 0 : now.head(),
                  now == null ? 0 : now.lagEvents(),
                  now == null ? 0 : now.lagSeconds(),
                  now == null ? 0 : now.ratePerSecond(),
                  pointer.live(),
                  pointer.previous(),
                  trouble.isEmpty() ? null : trouble);
            })
        .sorted(Comparator.comparing(View::name))
        .toList();
  }

  @Override
  public Answer begin(String readModel, Scope scope, Plan plan, String tenant) {
    Projection projection = projections.get(readModel);
    if (projection == null) return new Unknown("projection " + readModel);
    if (!projection.hasGenerations())
      return new NotPossible("It is rebuilt by emptying the read-model store");
    if (!scope.isWhole() && !projection.isByLead())
      return new NotPossible("Its documents add up several leads: rebuild all of it");
    return begin(readModel, scope, plan, tenant, () -> generations.next(readModel), 0);
  }

  private Answer begin(
      String readModel,
      Scope scope,
      Plan plan,
      String tenant,
      IntSupplier generation,
      long position) {
    if (rebuilds.busy().contains(readModel)) return new AlreadyRunning(readModel);
    var rebuild =
        new Rebuild(
            UUID.randomUUID().toString(),
            readModel,
            State.RUNNING,
            scope,
            plan,
            tenant,
            generation.getAsInt(),
            position,
            tools.log().settledPosition(),
            0,
            0,
            null,
            Instant.now(),
            null,
            null,
            null);
    if (!rebuilds.begin(rebuild)) return new AlreadyRunning(readModel);
    takeUp();
    return new Accepted(rebuild);
  }

  @Override
  public List<Rebuild> rebuilds() {
    return rebuilds.all();
  }

  @Override
  public Optional<Rebuild> find(String id) {
    return rebuilds.find(id);
  }

  @Override
  public Answer ask(String id, Wish wish) {
    Optional<Rebuild> found = rebuilds.find(id);
    if (found.isEmpty()) return new Unknown("rebuild " + id);
    if (!rebuilds.ask(id, wish)) return new NotPossible("It has ended");
    return new Accepted(found.get());
  }

  @Override
  public Answer throttle(String id, long eventsPerSecond) {
    Optional<Rebuild> found = rebuilds.find(id);
    if (found.isEmpty()) return new Unknown("rebuild " + id);
    if (!rebuilds.throttle(id, eventsPerSecond)) return new NotPossible("It has ended");
    return new Accepted(found.get().throttled(eventsPerSecond));
  }

  @Override
  public Answer rollback(String id, String tenant) {
    Optional<Rebuild> found = rebuilds.find(id);
    if (found.isEmpty()) return new Unknown("rebuild " + id);
    Rebuild rebuild = found.get();
    Projection projection = projections.get(rebuild.projection());
    Pointer pointer = generations.pointers().getOrDefault(rebuild.projection(), Pointer.FIRST);
    Integer previous = pointer.previous();
    if (projection == null || previous == null || pointer.live() != rebuild.generation())
      return new NotPossible("What was seen before it is not kept, or is not what was before");
    long from =
        positions.of(projection.name(), previous).values().stream()
            .mapToLong(Long::longValue)
            .min()
            .orElse(0);
    return begin(
        rebuild.projection(),
        Scope.WHOLE,
        new Plan(false, false, true, 0),
        tenant,
        () -> previous,
        from);
  }
}
