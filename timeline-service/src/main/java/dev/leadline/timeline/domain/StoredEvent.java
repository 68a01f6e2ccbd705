package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as the event store gives it back.
 *
 * @param sequence its position among the events of the lead, from 0
 * @param eventId what a log line may name it by
 * @param traceParent the trace that it is a part of while it is new; history belongs to none
 */
public record StoredEvent(
    String tenant,
    String leadId,
    long sequence,
    String eventId,
    LeadEvent event,
    @Nullable String traceParent) {

  /** One of history. */
  public StoredEvent(String tenant, String leadId, long sequence, String eventId, LeadEvent event) {
    this(tenant, leadId, sequence, eventId, event, null);
  }
}
