package dev.leadline.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a message may go: not in quiet hours, not over the rate, and a digest at its time. */
public final class Pace {

  private Pace() {}

  /** When something that happens now is due: at once, or with the rest of its digest. */
  public static Instant due(Terms terms, Instant now) {
    return next(terms, slot(terms.digest(), now), List.of());
  }

  /**
   * The first instant from {@code wanted} on at which one more message may go.
   *
   * @param recent when messages of the rule went to the destination, newest first; as many as the
   *     rate counts are enough
   */
  public static Instant next(Terms terms, Instant wanted, List<Instant> recent) {
    Instant allowed = wanted;
    Rate rate = terms.rate();
    if (rate != null && recent.size() >= rate.most()) {
      Instant free = recent.get(rate.most() - 1).plus(rate.within());
      if (free.isAfter(allowed)) allowed = free;
    }
    QuietHours quiet = terms.quietHours();
    return quiet == null ? allowed : quiet.endAfter(allowed);
  }

  /** Whether a trigger of a lead is told too soon after it was told last. */
  public static boolean isTooSoon(Terms terms, @Nullable Instant last, Instant at) {
    return last != null && at.isBefore(last.plus(terms.cooldown()));
  }

  private static Instant slot(@Nullable Duration every, Instant now) {
    if (every == null) return now;
    long length = Math.max(1, every.toMillis());
    return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), length) + 1) * length);
  }
}
