package dev.leadline.embedded.mongo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field that a condition lets through, or more of them: every document found
 * through an index is matched against the whole filter afterwards.
 */
record Interval(@Nullable End low, @Nullable End high) {

  record End(@Nullable Object value, boolean included) {}

  static final Interval ALL = new Interval(null, null);

  static Interval point(@Nullable Object value) {
    var end = new End(value, true);
    return new Interval(end, end);
  }

  /** From a value to the end of its type: a condition never compares across types. */
  static Interval above(Object value, boolean included) {
    return new Interval(new End(value, included), null);
  }

  static Interval below(Object value, boolean included) {
    Object lowest = lowestOfType(value);
    return new Interval(lowest == null ? null : new End(lowest, true), new End(value, included));
  }

  private static @Nullable Object lowestOfType(Object value) {
    return switch (value) {
      case String _ -> "";
      case Number _ -> Double.NEGATIVE_INFINITY;
      case Boolean _ -> false;
      case Instant _ -> Instant.MIN;
      default -> null;
    };
  }

  Interval and(Interval other) {
    return new Interval(tighter(low, other.low, 1), tighter(high, other.high, -1));
  }

  private static @Nullable End tighter(@Nullable End one, @Nullable End other, int sign) {
    if (one == null || other == null) return one == null ? other : one;
    int order = sign * ValueOrder.compare(one.value, other.value);
    if (order == 0) return one.included ? other : one;
    return order > 0 ? one : other;
  }
}
