package dev.leadline.enrichment.domain;

import dev.leadline.events.lead.LeadEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was decided about a lead, as it was announced.
 *
 * @param sequence its place in the lead's history
 * @param recordedAt when it was stored; the same however often it is announced
 * @param traceParent W3C trace context of what caused it
 */
public record Recorded(
    String tenant,
    String leadId,
    String eventId,
    long sequence,
    Instant recordedAt,
    LeadEvent event,
    @Nullable String traceParent) {}
