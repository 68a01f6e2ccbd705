package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a person was erased: kept as the proof, with nothing of the person (domain 5.9).
 *
 * @param leadIds the lead and all that was part of it
 * @param requestedBy the member who asked for it; null if a program did and named nobody
 * @param events stored before it, whose personal part can be read no more
 * @param identities keys that lead to nobody any more
 * @param deadLetters parked records of the person that were deleted
 * @param completedAt when that was done too; null until then
 */
public record Erasure(
    UUID id,
    String tenant,
    String leadId,
    List<String> leadIds,
    @Nullable String requestedBy,
    @Nullable String legalBasis,
    Instant erasedAt,
    long events,
    long identities,
    long deadLetters,
    @Nullable Instant completedAt) {

  public Erasure {
    leadIds = List.copyOf(leadIds);
  }
}
