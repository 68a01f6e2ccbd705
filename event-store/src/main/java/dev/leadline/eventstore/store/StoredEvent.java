package dev.leadline.eventstore.store;

import dev.leadline.events.lead.LeadEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the store.
 *
 * @param position its place among all events, rising, with holes
 * @param sequence its place among the events of its lead, from 0 without holes
 * @param event without its personal part once the lead has been erased
 * @param json the same event in its newest revision, as it can be sent on
 * @param recordedAt when it was stored
 * @param traceParent W3C trace context of what caused it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredEvent(
    long position,
    String leadId,
    long sequence,
    String tenant,
    LeadEvent event,
    byte[] json,
    UUID eventId,
    Instant recordedAt,
    @Nullable String traceParent) {}
