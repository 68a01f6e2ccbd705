package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ChannelEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * When a channel event happened, corrected for its producer's clock (domain 5.3).
 *
 * @param clamped what the producer said cannot be; it is taken to have happened when received
 * @param late received more than an hour after it happened (domain 4.10, 11)
 */
public record OccurrenceTime(Instant at, boolean clamped, boolean late) {

  /** A smaller difference is the network's, not the clock's, and must not shift anything. */
  private static final Duration SKEW_FROM = Duration.ofSeconds(1);

  private static final Duration FUTURE_LIMIT = Duration.ofMinutes(5);
  private static final Duration PAST_LIMIT = Duration.ofDays(7 * 365L);
  private static final Duration LATE_FROM = Duration.ofHours(1);

  /** By the event's own clock, as far as it can be believed. */
  public static OccurrenceTime of(ChannelEvent event) {
    Instant received = event.receivedAt();
    Instant at = corrected(event);
    boolean clamped =
        at.isAfter(received.plus(FUTURE_LIMIT)) || at.isBefore(received.minus(PAST_LIMIT));
    if (clamped) at = received;
    return new OccurrenceTime(at, clamped, at.plus(LATE_FROM).isBefore(received));
  }

  private static Instant corrected(ChannelEvent event) {
    if (event.sentAt() == null) return event.occurredAt();
    Duration skew = Duration.between(event.sentAt(), event.receivedAt());
    return skew.abs().compareTo(SKEW_FROM) <= 0
        ? event.occurredAt()
        : event.occurredAt().plus(skew);
  }
}
