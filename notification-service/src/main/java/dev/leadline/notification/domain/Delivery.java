package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger: one rule, one destination, one event, and what became of it. It is written
 * before anything is sent; there is never a second one for the same three.
 *
 * @param leadId null for what is about no lead
 * @param at when the event was stored
 * @param dueAt before when it is not sent; null once it needs no time any more
 * @param reason for a person: why it waits, failed or was left out
 */
public record Delivery(
    long deliveryId,
    String tenant,
    String ruleId,
    String destinationId,
    String eventId,
    @Nullable String leadId,
    Trigger trigger,
    State state,
    Instant at,
    Instant dueAt,
    Instant changedAt,
    int attempts,
    @Nullable String reason) {

  /** What becomes of a message. */
  public enum State {
    /** It waits for its time, or for another try. */
    PENDING("Waiting"),
    /** It is on its way; if the service dies now, nobody knows whether it arrived. */
    SENDING("Sending"),
    SENT("Sent"),
    /** It did not arrive and is not tried again by itself. */
    FAILED("Failed"),
    /** Whether it arrived is not known; it is not sent again by itself. */
    UNKNOWN("Unknown"),
    /** It was left out by the rule's own wish. */
    SKIPPED("Left out"),
    /** What it was about, or where it was to go, is no longer there. */
    DROPPED("Dropped");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** What a person reads. */
    public String label() {
      return label;
    }
  }
}
