package dev.leadline.enrichment.domain;

import dev.leadline.events.lead.LeadEvent;

/**
 * An event of a lead, as lead-service announced it.
 *
 * @param sequence its place in the lead's history
 */
public record Announced(
    String tenant, String leadId, String eventId, long sequence, LeadEvent event) {}
