package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line for the ledger.
 *
 * @param notice what is to be said; null for what is left out
 * @param reason why it is left out, or waits
 */
public record Planned(
    String tenant,
    String ruleId,
    String destinationId,
    String eventId,
    String leadId,
    Trigger trigger,
    Delivery.State state,
    Instant at,
    Instant dueAt,
    @Nullable Notice notice,
    @Nullable String reason) {}
