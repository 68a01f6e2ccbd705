package dev.leadline.enrichment.domain;

import dev.leadline.events.lead.LeadEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event of a lead, as lead-service announced it.
 *
 * @param sequence its place in the lead's history
 * @param traceParent W3C trace context of what caused it
 */
public record Announced(
    String tenant,
    String leadId,
    String eventId,
    long sequence,
    LeadEvent event,
    @Nullable String traceParent) {}
