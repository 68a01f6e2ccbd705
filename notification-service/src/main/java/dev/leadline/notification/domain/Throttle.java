package dev.leadline.notification.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket that is kept as one instant, the one at which it would be full again: that can be
 * stored beside the destination, so that every instance of the service draws from one bucket, and a
 * restart does not fill it.
 *
 * @param interval after which one more message may go
 * @param burst messages that may go at once after a pause
 */
public record Throttle(Duration interval, int burst) {

  /**
   * How many of so many may go now.
   *
   * @param full when the bucket is full; null for a bucket that was never drawn from
   */
  public int allowed(@Nullable Instant full, Instant now, int wanted) {
    Duration missing =
        full == null || full.isBefore(now) ? Duration.ZERO : Duration.between(now, full);
    Duration left = interval.multipliedBy(burst).minus(missing);
    if (left.isNegative()) return 0;
    return (int) Math.min(wanted, left.dividedBy(interval));
  }

  /** When the bucket is full once so many more have gone. */
  public Instant after(@Nullable Instant full, Instant now, int gone) {
    Instant from = full == null || full.isBefore(now) ? now : full;
    return from.plus(interval.multipliedBy(gone));
  }

  /** When one more may go. */
  public Instant next(@Nullable Instant full, Instant now) {
    if (allowed(full, now, 1) > 0 || full == null) return now;
    return full.minus(interval.multipliedBy(burst - 1));
  }
}
