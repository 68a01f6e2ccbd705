package dev.leadline.allinone.commandline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Beats at an even rate; one that was missed is made up for. */
final class Pace {

  private final double nanosEach;
  private final long begun = System.nanoTime();
  private long beats;

  private Pace(double nanosEach) {
    this.nanosEach = nanosEach;
  }

  /** Infinitely many a second never waits. */
  static Pace of(double perSecond) {
    return new Pace(TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  void awaitNext() {
    long due = begun + (long) (beats++ * nanosEach);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime())
      LockSupport.parkNanos(left);
  }
}
