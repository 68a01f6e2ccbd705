package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadEvent;

/**
 * An event as the event store gives it back.
 *
 * @param sequence its position among the events of the lead, from 0
 * @param eventId what a log line may name it by
 */
public record StoredEvent(
    String tenant, String leadId, long sequence, String eventId, LeadEvent event) {}
