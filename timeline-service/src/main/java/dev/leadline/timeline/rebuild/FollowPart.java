package dev.leadline.timeline.rebuild;

import dev.leadline.eventstore.FollowerThreads;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.timeline.domain.Part;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.KeepPositions;
import dev.leadline.timeline.handling.KeepPositions.Place;
import dev.leadline.timeline.handling.ProjectBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One part of a projection at work, on a thread of its own: from its position to the newest event,
 * and then along with it, woken by the event store.
 *
 * <p>The position is stored after the batch is, so a crash between the two has the batch projected
 * twice, and never lost. A batch that fails is tried again after a pause that doubles up to a
 * minute, for as long as it takes; what fails for some leads only parks those. It ends by itself
 * when its position was taken by another instance or is gone.
 */
final class FollowPart implements Runnable {

  /**
   * The event store was set back, and the read models were not: what gets the positions between
   * would never be projected. It stays so until they are emptied, also when the store has come as
   * far again.
   */
  static final class ReadModelsAreAhead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadModelsAreAhead(long position) {
      super(
          "The event store has never given out position %d: drop the read models, they are ahead"
              .formatted(position));
    }
  }

  /** Another instance works on the part, or it begins again. */
  static final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final Logger LOG = LoggerFactory.getLogger(FollowPart.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  /** Whoever looks at a trace wants to know what took so long, and not that it was read again. */
  private static final Duration IS_NEW = Duration.ofMinutes(10);

  private final Part part;
  private final String begun;
  private final ProjectBatch projection;
  private final ProjectionWatch watch;
  private final ParkLeads park;
  private final EventLog log;
  private final KeepPositions positions;
  private final ProjectionSettings settings;
  private final Semaphore work = new Semaphore(1);
  private final Thread thread;
  private volatile long position;
  private boolean isAhead;
  private final CountDownLatch end = new CountDownLatch(1);
  private Duration pause = FIRST_PAUSE;

  FollowPart(
      Place place,
      ProjectBatch projection,
      ProjectionWatch watch,
      Function<Runnable, ParkLeads> park,
      EventLog log,
      KeepPositions positions,
      ProjectionSettings settings) {
    this.part = place.part();
    this.begun = place.begun();
    this.position = place.position();
    this.projection = projection;
    this.watch = watch;
    this.park = park.apply(() -> keep(position));
    this.log = log;
    this.positions = positions;
    this.settings = settings;
    String name = "%s-%d-%d-".formatted(part.projection(), part.generation(), part.number());
    thread = new FollowerThreads(name).newThread(this);
  }

  void start() {
    thread.start();
  }

  /** There may be more events. */
  void wake() {
    work.release();
  }

  /** Whether it is what the store says of this part. */
  boolean is(Place place) {
    return !ended() && part.equals(place.part()) && begun.equals(place.begun());
  }

  Place place() {
    return new Place(part, begun, position);
  }

  /** Asks it to end after the batch that is under way. */
  void end() {
    end.countDown();
    work.release();
  }

  private boolean ended() {
    return end.getCount() == 0;
  }

  /** Waits until it has ended. */
  void join() {
    try {
      if (!thread.join(ENDS_WITHIN)) LOG.warn("{} does not end", thread.getName());
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    while (!ended()) {
      try {
        long began = System.nanoTime();
        if (step() >= settings.batchSize() || gather(began)) continue;
        // The signal is the rule; the limit is for a store that cannot give one.
        boolean signalled = work.tryAcquire(1, TimeUnit.SECONDS);
        LOG.trace("{} goes on, signalled: {}", thread.getName(), signalled);
        work.drainPermits();
      } catch (InterruptedException stopped) {
        end.countDown();
      }
    }
  }

  /**
   * An edge: projects what follows, and comes back to it if that fails; how many events, or might
   * have been.
   */
  private int step() throws InterruptedException {
    try {
      int events = project();
      pause = FIRST_PAUSE;
      return events;
    } catch (ClaimLost lost) {
      LOG.info("{} is worked on by another instance, or begins again", part);
      end.countDown();
      return 0;
    } catch (RuntimeException | Error e) {
      // An error would end this thread, and nobody would take its place.
      if (ended()) return 0;
      watch.failed(part.number(), e, position);
      Duration longer = pause.multipliedBy(2);
      if (!rest(pause)) pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      return settings.batchSize();
    }
  }

  private void project(List<StoredEvent> batch, Instant newest) {
    try {
      projected(batch, newest);
    } catch (RuntimeException e) {
      park.isolate(batch, e, some -> projected(some, newest));
    }
  }

  /**
   * Also what goes too deep, or finds a class broken, is one lead's mistake and not everybody's.
   */
  private void projected(List<StoredEvent> some, Instant newest) {
    try {
      watch.project(projection, some, newest, part.number());
    } catch (Error e) {
      throw new IllegalStateException(e);
    }
  }

  private int project() {
    if (isAhead) throw new ReadModelsAreAhead(position);
    park.retry(part::has, position, projection::project);
    EventLog.Stretch stretch = log.stretchAfter(position, settings.batchSize(), part::has);
    if (stretch.upTo() == position) {
      if (position > log.givenOut()) isAhead = true;
      if (isAhead) throw new ReadModelsAreAhead(position);
      return 0;
    }
    List<StoredEvent> batch = park.sound(stretch);
    if (!batch.isEmpty()) project(batch, stretch.events().getLast().recordedAt());
    park.erase(stretch, projection);
    keep(stretch.upTo());
    position = stretch.upTo();
    return batch.size();
  }

  /** Keeps how far it is. */
  private void keep(long reached) {
    if (!positions.keep(new Place(part, begun, reached))) throw new ClaimLost();
  }

  /** As projections take it that follow what happens: what is new belongs to its trace. */
  static StoredEvent followed(dev.leadline.eventstore.store.StoredEvent event) {
    boolean traced =
        event.traceParent() != null && event.recordedAt().isAfter(Instant.now().minus(IS_NEW));
    return new StoredEvent(
        event.tenant(),
        event.leadId(),
        event.sequence(),
        event.eventId().toString(),
        event.event(),
        traced ? event.traceParent() : null);
  }

  /** As projections take it that read history. */
  static StoredEvent stored(dev.leadline.eventstore.store.StoredEvent event) {
    return new StoredEvent(
        event.tenant(),
        event.leadId(),
        event.sequence(),
        event.eventId().toString(),
        event.event());
  }

  /** Lets a moment pass since the last batch, so that the next one is larger and cheaper. */
  private boolean gather(long began) throws InterruptedException {
    return rest(settings.gather().minusNanos(System.nanoTime() - began));
  }

  /** Unless it is asked to end. */
  private boolean rest(Duration time) throws InterruptedException {
    return end.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
