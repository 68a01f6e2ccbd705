package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line for the ledger.
 *
 * @param leadId null for what is about no lead
 * @param notice what is to be said; null for what is left out
 * @param reason why it is left out, or waits
 */
public record Planned(
    String tenant,
    String ruleId,
    String destinationId,
    String eventId,
    @Nullable String leadId,
    Trigger trigger,
    Delivery.State state,
    Instant at,
    Instant dueAt,
    @Nullable Notice notice,
    @Nullable String reason) {}
