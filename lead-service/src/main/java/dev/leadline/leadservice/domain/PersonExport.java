package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The leave to fetch all that is known of a person, as it was when they asked (domain 5.9). The
 * answer itself is kept nowhere: it is read from the event store each time it is fetched, so that
 * no copy outlives an erasure.
 *
 * @param requestedBy the member who asked for it; null if a program did and named nobody
 * @param position of the newest event that is part of the answer
 */
public record PersonExport(
    UUID id,
    String tenant,
    String leadId,
    @Nullable String requestedBy,
    Instant requestedAt,
    Instant expiresAt,
    long position) {}
