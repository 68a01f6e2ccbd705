package dev.leadline.notification.handling;

import dev.leadline.notification.domain.FindWaiting;
import dev.leadline.notification.domain.GiveUpLost;
import dev.leadline.notification.domain.NotificationMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual thread for each destination that has something waiting, so that one that hangs delays
 * nobody else. A courier sleeps until its next line is due or it is woken, and goes home when
 * nothing waits. Every now and then all of them are looked for again: what an instance left behind
 * when it died, another delivers.
 */
public final class Couriers {

  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);

  private static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(2);

  /** Longer than a message can take with what becomes of it; within the patience of a container. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);

  private static final int EVERYBODY = Integer.MAX_VALUE;

  private final Map<String, Semaphore> awake = new ConcurrentHashMap<>();

  /** Whoever delivers has one of it. */
  private final Semaphore delivering = new Semaphore(EVERYBODY);

  private final FindWaiting findWaiting;
  private final GiveUpLost giveUpLost;
  private final Counter unknown;
  private final Clock clock;
  private final Duration lookAround;
  private volatile @Nullable Function<String, @Nullable Instant> deliver;

  /** Couriers who are not at work yet. */
  public Couriers(
      FindWaiting findWaiting,
      GiveUpLost giveUpLost,
      MeterRegistry meters,
      Clock clock,
      Duration lookAround) {
    this.findWaiting = findWaiting;
    this.giveUpLost = giveUpLost;
    // An alert sees it rise from 0 alone: a count that begins with 1 has not risen.
    this.unknown = meters.counter(NotificationMeters.UNKNOWN.meter());
    this.clock = clock;
    this.lookAround = lookAround;
  }

  /**
   * Begins work.
   *
   * @param deliver sends once to a destination, and tells when to do so again
   */
  public void start(Function<String, @Nullable Instant> deliver) {
    this.deliver = deliver;
    Thread.ofVirtual().name("couriers").start(this::lookAround);
  }

  /** Ends work; what is on its way is waited for, until it is written down what became of it. */
  public void stop() {
    deliver = null;
    awake.values().forEach(Semaphore::release);
    try {
      if (delivering.tryAcquire(EVERYBODY, LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS))
        delivering.release(EVERYBODY);
      else LOG.warn("Some notifications are still on their way; nobody will know their end.");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something may wait for these destinations. */
  public void wake(Collection<String> destinationIds) {
    for (String destinationId : destinationIds)
      awake.compute(
          destinationId,
          (id, waiting) -> {
            if (waiting != null) {
              waiting.release();
              return waiting;
            }
            var signal = new Semaphore(1);
            Thread.ofVirtual().name("courier " + id).start(() -> work(id, signal));
            return signal;
          });
  }

  private void lookAround() {
    while (deliver != null) {
      try {
        int lost = giveUpLost.giveUp(clock.instant());
        if (lost > 0) {
          unknown.increment(lost);
          LOG.warn("Of {} notifications nobody knows whether they arrived.", lost);
        }
        wake(findWaiting.waiting());
      } catch (RuntimeException broken) {
        LOG.warn("Notifications wait for the store: {}", broken.getClass().getSimpleName());
      }
      paused(new Semaphore(0), lookAround);
    }
  }

  private void work(String destinationId, Semaphore signal) {
    while (true) {
      signal.drainPermits();
      Duration pause;
      delivering.acquireUninterruptibly();
      try {
        Function<String, @Nullable Instant> worker = deliver;
        if (worker == null) {
          awake.remove(destinationId);
          return;
        }
        Instant next = worker.apply(destinationId);
        if (next == null) {
          // Whoever wakes it from now on finds nobody, and sends another courier.
          if (awake.computeIfPresent(
                  destinationId, (id, mine) -> mine.availablePermits() > 0 ? mine : null)
              == null) return;
          continue;
        }
        pause = Duration.between(clock.instant(), next);
      } catch (RuntimeException broken) {
        LOG.warn("Notifications of {} wait: {}", destinationId, broken.getClass().getSimpleName());
        pause = AFTER_A_BREAKDOWN;
      } finally {
        delivering.release();
      }
      if (pause.isPositive()) paused(signal, pause);
    }
  }

  /** Ends early when it is woken. */
  private static void paused(Semaphore signal, Duration pause) {
    try {
      if (signal.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS))
        signal.drainPermits();
    } catch (InterruptedException nobodyInterruptsCouriers) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(nobodyInterruptsCouriers);
    }
  }
}
