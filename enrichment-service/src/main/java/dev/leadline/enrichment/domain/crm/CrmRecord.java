package dev.leadline.enrichment.domain.crm;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as the CRM has it.
 *
 * @param values the CRM's fields that we map, without empty ones
 * @param modifiedAt by the CRM's clock; null if it does not tell
 */
public record CrmRecord(
    String externalId,
    @Nullable String email,
    Map<String, String> values,
    @Nullable Instant modifiedAt) {

  public CrmRecord {
    values = Map.copyOf(values);
  }
}
