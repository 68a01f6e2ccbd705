package dev.leadline.notification.domain;

import dev.leadline.events.ops.OpsEvent;
import java.time.Instant;

/**
 * What became of work that operators began, as it was announced.
 *
 * @param tenant whose member began it
 * @param eventId the same however often it is announced
 */
public record OpsAnnounced(String tenant, String eventId, Instant at, OpsEvent event) {}
