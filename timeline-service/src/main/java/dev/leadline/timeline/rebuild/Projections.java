package dev.leadline.timeline.rebuild;

import dev.leadline.eventstore.FollowerThreads;
import dev.leadline.eventstore.store.AppendSignal;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.servicebase.Spans;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.MakeReady;
import dev.leadline.timeline.domain.Part;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.RecogniseRefusal;
import dev.leadline.timeline.domain.ReportProgress;
import dev.leadline.timeline.handling.KeepGenerations;
import dev.leadline.timeline.handling.KeepGenerations.Pointer;
import dev.leadline.timeline.handling.KeepParked;
import dev.leadline.timeline.handling.KeepPositions;
import dev.leadline.timeline.handling.KeepPositions.Claimed;
import dev.leadline.timeline.handling.KeepPositions.Place;
import dev.leadline.timeline.handling.KeepPositions.Wanted;
import dev.leadline.timeline.handling.Projection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps all projections running: begins them, again and again while a server that they need is
 * away, and again from the first event when their positions are gone, even under a running service.
 * Instances share the parts of projections: each works on no more than its share, and takes what
 * nobody works on.
 */
@Component
class Projections implements SmartLifecycle, ReportProgress {

  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

  /** Parked leads are counted less often than positions are claimed. */
  private static final int LOOKS_A_COUNT = 10;

  private final List<Projection> projections;
  private final List<MakeReady> outputs;
  private final EventLog log;
  private final AppendSignal signal;
  private final KeepPositions positions;
  private final KeepGenerations generations;
  private final KeepParked parked;
  private final RecogniseRefusal refusals;
  private final Map<String, Integer> live = new ConcurrentHashMap<>();
  private final ProjectionSettings settings;
  private final Map<String, ProjectionWatch> watches = new LinkedHashMap<>();
  private final List<FollowPart> following = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(new FollowerThreads("projections-keeper"));
  private Runnable leave = () -> {};
  private @Nullable ScheduledFuture<?> looking;
  private volatile boolean running;
  private volatile boolean begun;
  private boolean ready;
  private long looks;
  private boolean troubled;

  Projections(
      List<Projection> projections,
      List<MakeReady> outputs,
      EventLog log,
      AppendSignal signal,
      KeepPositions positions,
      KeepGenerations generations,
      KeepParked parked,
      RecogniseRefusal refusals,
      ProjectionSettings settings,
      MeterRegistry meters,
      Spans spans) {
    this.projections = projections;
    this.outputs = outputs;
    this.log = log;
    this.signal = signal;
    this.positions = positions;
    this.generations = generations;
    this.parked = parked;
    this.refusals = refusals;
    this.settings = settings;
    for (Projection projection : projections)
      watches.put(projection.name(), new ProjectionWatch(projection.name(), meters, spans));
  }

  @Override
  public void start() {
    running = true;
    leave = signal.onAppend(() -> following.forEach(FollowPart::wake));
    long pause = settings.checkEvery().toMillis();
    looking = keeper.scheduleWithFixedDelay(this::keepRunning, 0, pause, TimeUnit.MILLISECONDS);
  }

  /** An edge: whatever goes wrong here, the next look tries again. */
  private void keepRunning() {
    if (!running) return;
    try {
      follow(positions.claim(wanted()));
      look();
      if (looks++ % LOOKS_A_COUNT == 0) countParked();
      begun = true;
      troubled = false;
    } catch (RuntimeException | Error e) {
      if (!troubled) LOG.warn("Projections cannot be looked after at the moment", e);
      troubled = true;
    }
  }

  /** Not what a rebuild holds for the moment in which it switches. */
  private List<Wanted> wanted() {
    Map<String, Pointer> pointers = generations.pointers();
    var wanted = new ArrayList<Wanted>();
    for (Projection one : projections) {
      Pointer pointer = pointers.getOrDefault(one.readModel(), Pointer.FIRST);
      live.put(one.name(), pointer.live());
      if (pointer.movedBy() == null)
        wanted.add(new Wanted(one.name(), pointer.live(), settings.segments()));
    }
    return wanted;
  }

  /** Has the keeper look at once, for a rebuild that waits for it. */
  void lookNow() {
    if (running) keeper.execute(this::keepRunning);
  }

  private void follow(Claimed claimed) {
    if (claimed.somethingBegan()) {
      LOG.info("Projections that have no position read all history");
      ready = false;
    }
    if (!ready) outputs.forEach(MakeReady::makeReady);
    ready = true;
    var tooMany = claimed.mine().subList(0, 0);
    if (claimed.mine().size() > claimed.fairShare())
      tooMany = claimed.mine().subList(claimed.fairShare(), claimed.mine().size());
    List<Place> mine = claimed.mine().subList(0, claimed.mine().size() - tooMany.size());
    var ending = new ArrayList<FollowPart>();
    for (FollowPart one : following) if (mine.stream().noneMatch(one::is)) ending.add(one);
    end(ending);
    positions.release(ending.stream().map(FollowPart::place).toList());
    positions.release(tooMany);
    for (Place place : mine) if (following.stream().noneMatch(one -> one.is(place))) begin(place);
  }

  private void begin(Place place) {
    Part part = place.part();
    Projection projection =
        projections.stream()
            .filter(one -> one.name().equals(part.projection()))
            .findAny()
            .orElseThrow();
    var one =
        new FollowPart(
            place,
            projection.into(new Generation(part.generation(), true)),
            Objects.requireNonNull(watches.get(part.projection())),
            stillOurs -> new ParkLeads(projection.readModel(), parked, log, refusals, stillOurs),
            log,
            positions,
            settings);
    following.add(one);
    one.start();
  }

  private void end(List<FollowPart> ending) {
    ending.forEach(FollowPart::end);
    ending.forEach(FollowPart::join);
    following.removeAll(ending);
  }

  @Override
  public void stop() {
    running = false;
    leave.run();
    if (looking != null) looking.cancel(false);
    keeper.close();
    List<FollowPart> last = List.copyOf(following);
    end(last);
    try {
      positions.leave(last.stream().map(FollowPart::place).toList());
    } catch (RuntimeException away) {
      LOG.warn("Parts of projections are not given up, and are free when their claim is old", away);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public List<ProjectionProgress> now() {
    look();
    return watches.values().stream().map(ProjectionWatch::progress).toList();
  }

  private void look() {
    // The head last: what is projected cannot be beyond it.
    var found = new TreeMap<String, Map<Integer, Long>>();
    for (String name : watches.keySet())
      found.put(name, positions.of(name, live.getOrDefault(name, Generation.FIRST.number())));
    long head = log.settledPosition();
    watches.forEach((name, watch) -> watch.look(found.getOrDefault(name, Map.of()), head));
  }

  private void countParked() {
    var waiting = parked.of("").stream().filter(one -> one.discarded().isEmpty()).toList();
    for (Projection projection : projections)
      Objects.requireNonNull(watches.get(projection.name()))
          .parked(
              waiting.stream()
                  .filter(one -> one.projection().equals(projection.readModel()))
                  .count());
  }

  /** What keeps each projection from going on; empty where nothing does. */
  Map<String, String> troubles() {
    var troubles = new LinkedHashMap<String, String>();
    watches.forEach(
        (name, watch) -> {
          String failure = begun ? watch.failure() : "not started";
          troubles.put(name, failure == null ? "" : failure);
        });
    return troubles;
  }
}
