package dev.leadline.enrichment.domain;

import dev.leadline.events.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be asked, if it was not asked lately.
 *
 * @param inquiryId the same for the same question, whatever event caused it
 * @param wantedAt when its cause was received: the same however often that is delivered
 * @param dueAt not before
 * @param request what the one who asks needs to know; kept sealed
 * @param traceParent W3C trace context of its cause
 */
public record Wish(
    String inquiryId,
    String tenant,
    String leadId,
    Purpose purpose,
    Instant wantedAt,
    Instant dueAt,
    Json request,
    @Nullable String traceParent) {}
