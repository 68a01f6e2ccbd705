package dev.leadline.enrichment.domain;

import dev.leadline.events.Json;
import java.time.Instant;

/**
 * A line of the ledger that is being asked now.
 *
 * @param attempts before this one
 */
public record Inquiry(
    String inquiryId,
    String tenant,
    String leadId,
    Purpose purpose,
    Instant wantedAt,
    int attempts,
    Json request) {}
