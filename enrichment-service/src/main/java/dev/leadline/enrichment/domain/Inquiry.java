package dev.leadline.enrichment.domain;

import dev.leadline.events.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger that is being asked now.
 *
 * @param attempts before this one
 * @param traceParent W3C trace context of its cause
 */
public record Inquiry(
    String inquiryId,
    String tenant,
    String leadId,
    Purpose purpose,
    Instant wantedAt,
    int attempts,
    Json request,
    @Nullable String traceParent) {}
