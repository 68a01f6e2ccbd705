package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as the event store gives it back.
 *
 * @param sequence its position among the events of the lead, from 0
 * @param eventId what a log line may name it by
 * @param event null for a type that this version does not know: it changes nothing, but it counts
 */
public record StoredEvent(
    String tenant, String leadId, long sequence, String eventId, @Nullable LeadEvent event) {}
