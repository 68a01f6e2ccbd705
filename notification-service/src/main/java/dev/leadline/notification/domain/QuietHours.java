package dev.leadline.notification.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Hours of every day in which nothing is sent; what falls into them waits for their end. They are
 * told by the clock on the wall: on a day on which clocks change they are as much longer or shorter
 * as the day is.
 *
 * @param from first quiet time of day
 * @param to first time of day that is not quiet; before {@code from} where they span midnight
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  /** Whether nothing is sent at this instant. */
  public boolean covers(Instant at) {
    LocalTime clock = at.atZone(zone).toLocalTime();
    return from.isBefore(to)
        ? !clock.isBefore(from) && clock.isBefore(to)
        : !clock.isBefore(from) || clock.isBefore(to);
  }

  /** The first instant from this one on at which something may be sent. */
  public Instant endAfter(Instant at) {
    Instant candidate = at;
    // More than once only where clocks are set back across the end.
    while (covers(candidate)) candidate = endOfStretch(candidate.atZone(zone));
    return candidate;
  }

  private Instant endOfStretch(ZonedDateTime within) {
    boolean today = within.toLocalTime().isBefore(to);
    LocalDateTime end = within.toLocalDate().plusDays(today ? 0 : 1).atTime(to);
    ZoneOffsetTransition change = zone.getRules().getTransition(end);
    Instant back = nextSetBack(within);
    Instant told =
        change != null && change.isGap()
            ? change.getInstant()
            : ZonedDateTime.ofLocal(end, zone, within.getOffset()).toInstant();
    return back != null && back.isBefore(told) && !covers(back) ? back : told;
  }

  /** Clocks that are set back may leave quiet hours by their beginning. */
  private @Nullable Instant nextSetBack(ZonedDateTime within) {
    ZoneOffsetTransition next = zone.getRules().nextTransition(within.toInstant());
    return next != null && next.isOverlap() ? next.getInstant() : null;
  }
}
