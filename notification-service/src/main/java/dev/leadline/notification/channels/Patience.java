package dev.leadline.notification.channels;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before another try. The wait is kept in the ledger and not in a thread, so that
 * it survives a restart and holds nothing in memory.
 */
final class Patience {

  private static final IntervalFunction BACK_OFF =
      IntervalFunction.ofExponentialRandomBackoff(
          Duration.ofSeconds(1), 2.0, 0.5, Duration.ofMinutes(10));

  private static final Duration LONGEST = Duration.ofDays(1);

  private Patience() {}

  /** Longer with each try, and never quite the same for two. */
  static Duration afterTry(int attempt) {
    return Duration.ofMillis(BACK_OFF.apply(Math.max(1, Math.min(attempt, 30))));
  }

  /**
   * What the destination asked for, in seconds or as a date; null if it asked for nothing, or for a
   * time that is over by our clock.
   */
  static @Nullable Duration asked(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) return null;
    String given = retryAfter.strip();
    try {
      Duration wait =
          given.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(given))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      if (!wait.isPositive()) return null;
      return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    } catch (DateTimeParseException | NumberFormatException nonsense) {
      return null;
    }
  }
}
