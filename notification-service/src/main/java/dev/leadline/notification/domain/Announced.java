package dev.leadline.notification.domain;

import dev.leadline.events.lead.LeadEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead event as it was announced.
 *
 * @param eventId the same however often it is announced
 * @param sequence its place among the events of its lead, from 0 without holes
 * @param at when it was stored
 * @param said what its content says that a rule may want to know
 * @param traceParent W3C trace context of what caused it
 */
public record Announced(
    String tenant,
    String leadId,
    String eventId,
    long sequence,
    Instant at,
    LeadEvent event,
    Said said,
    @Nullable String traceParent) {

  /**
   * What rules read of the content of a channel event; everything may be missing.
   *
   * @param text words, of whoever spoke
   * @param askedForHuman the channel understood that the lead wants a person
   */
  public record Said(
      @Nullable String text,
      @Nullable Boolean askedForHuman,
      @Nullable String reason,
      @Nullable String error) {

    /** A content that says nothing to rules. */
    public static final Said NOTHING = new Said(null, null, null, null);
  }
}
