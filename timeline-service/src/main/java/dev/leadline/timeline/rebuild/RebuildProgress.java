package dev.leadline.timeline.rebuild;

import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Asked;
import dev.leadline.timeline.domain.Rebuild.State;
import dev.leadline.timeline.domain.Rebuild.Wish;
import dev.leadline.timeline.handling.KeepRebuilds;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How far a rebuild is, kept with each step, and what is asked of it meanwhile. */
final class RebuildProgress {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration WHILE_PAUSED = Duration.ofMillis(500);

  /** Another instance works on it, or this one stops: nothing more is to be done here. */
  static final class Left extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** An operator wants nothing more to be done. */
  static final class Canceled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final KeepRebuilds rebuilds;
  private final CountDownLatch stop;
  private Rebuild rebuild;

  RebuildProgress(KeepRebuilds rebuilds, Rebuild rebuild, CountDownLatch stop) {
    this.rebuilds = rebuilds;
    this.rebuild = rebuild;
    this.stop = stop;
  }

  /** As it was kept last. */
  Rebuild now() {
    return rebuild;
  }

  void keep(Rebuild now) {
    rebuild = now;
    if (!isStillOurs()) throw new Left();
  }

  /** Keeps it as it is; false when another instance has taken it. */
  boolean isStillOurs() {
    return rebuilds.keep(rebuild);
  }

  void end(State state, @Nullable String why) {
    rebuild = rebuild.ended(state, Instant.now(), why);
    rebuilds.end(rebuild);
  }

  /** Does what an operator asked for; whether that took its time. */
  boolean obey() {
    leaveIfStopped();
    Wish wish = asked();
    if (wish == Wish.CANCEL) throw new Canceled();
    if (wish == Wish.PAUSE) paused();
    return wish == Wish.PAUSE;
  }

  void leaveIfStopped() {
    if (stop.getCount() == 0) throw new Left();
  }

  private @Nullable Wish asked() {
    Asked asked = rebuilds.asked(rebuild);
    Long limit = asked.eventsPerSecond();
    if (limit != null) keep(rebuild.throttled(limit));
    return asked.wish();
  }

  /** Until it is to go on. */
  void paused() {
    keep(rebuild.in(State.PAUSED));
    Wish wish = asked();
    while (wish != Wish.RESUME) {
      if (wish == Wish.CANCEL) throw new Canceled();
      rest(WHILE_PAUSED);
      keep(rebuild);
      wish = asked();
    }
    keep(rebuild.in(State.RUNNING));
  }

  /** Whether it has come true within this time. */
  boolean await(Duration atMost, BooleanSupplier condition) {
    long until = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) return false;
      rest(SHORT);
      keep(rebuild);
    }
    return true;
  }

  void rest(Duration time) {
    if (!time.isPositive()) return;
    try {
      if (stop.await(time.toNanos(), TimeUnit.NANOSECONDS)) throw new Left();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Left();
    }
  }
}
