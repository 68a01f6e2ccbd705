package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ChannelEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /** So long before a tenant came something of it may have happened: what it brings along. */
  private static final Duration BEFORE_TENANT = Duration.ofDays(365);

  /** By the event's own clock, as far as it can be believed whoever the tenant is. */
  public static OccurrenceTime of(ChannelEvent event) {
    return of(event, null);
  }

  /**
   * By the event's own clock, as far as it can be believed.
   *
   * @param tenantSince when the tenant came; null if nobody knows
   */
  public static OccurrenceTime of(ChannelEvent event, @Nullable Instant tenantSince) {
    Instant received = event.receivedAt();
    Duration ago = ago(event);
    boolean cannotBe = ago.compareTo(FUTURE_LIMIT.negated()) < 0 || ago.compareTo(PAST_LIMIT) > 0;
    Instant at = cannotBe ? received : received.minus(ago);
    boolean clamped =
        cannotBe || (tenantSince != null && at.isBefore(tenantSince.minus(BEFORE_TENANT)));
    if (clamped) at = received;
    return new OccurrenceTime(at, clamped, at.plus(LATE_FROM).isBefore(received));
  }

  /** How long before it was received; any two times that can be written are a duration apart. */
  private static Duration ago(ChannelEvent event) {
    Instant received = event.receivedAt();
    Instant sent = event.sentAt() == null ? received : event.sentAt();
    boolean isSkewed = Duration.between(sent, received).abs().compareTo(SKEW_FROM) > 0;
    return Duration.between(event.occurredAt(), isSkewed ? sent : received);
  }
}
