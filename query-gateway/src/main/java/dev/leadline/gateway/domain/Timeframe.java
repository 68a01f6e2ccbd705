package dev.leadline.gateway.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When leads were last active, as somebody says it: in calendar days of a zone, which have 23 or 25
 * hours when clocks change (domain 5.10).
 */
public sealed interface Timeframe {

  /** At any time, or never. */
  record All() implements Timeframe {}

  /** Within so many calendar days, of which today is the last. */
  record LastDays(int days) implements Timeframe {}

  /** Between two moments; null is unbounded. */
  record Between(@Nullable Edge from, @Nullable Edge to) implements Timeframe {}

  /** Where a custom range begins or ends. */
  sealed interface Edge {}

  /** A whole day, which belongs to the range at either end. */
  record Day(LocalDate date) implements Edge {}

  /** An instant: the range has it when it begins there, and not when it ends there. */
  record Moment(Instant at) implements Edge {}

  /**
   * Instants that leads are compared with, computed once for a request and whatever follows it.
   *
   * @param from the first instant; null is unbounded
   * @param to the first instant after it; null is unbounded
   */
  record Bounds(@Nullable Instant from, @Nullable Instant to, ZoneId zone) {

    /** Whether they have this instant; no instant at all is in no bounds. */
    public boolean contain(@Nullable Instant at) {
      if (from == null && to == null) return true;
      return at != null && (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
  }

  /** The bounds at a moment, in a zone. */
  default Bounds resolve(Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return switch (this) {
      case All() -> new Bounds(null, null, zone);
      case LastDays(int days) ->
          new Bounds(start(today.minusDays(days - 1L), zone), start(today.plusDays(1), zone), zone);
      case Between(var from, var to) ->
          new Bounds(
              switch (from) {
                case Day(LocalDate date) -> start(date, zone);
                case Moment(Instant at) -> at;
                case null -> null;
              },
              switch (to) {
                case Day(LocalDate date) -> start(date.plusDays(1), zone);
                case Moment(Instant at) -> at;
                case null -> null;
              },
              zone);
    };
  }

  /** The first instant of a day, which is not midnight where clocks change at midnight. */
  private static Instant start(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }
}
