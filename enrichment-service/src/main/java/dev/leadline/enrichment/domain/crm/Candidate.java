package dev.leadline.enrichment.domain.crm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CRM may be told of a lead.
 *
 * @param externalId of its record, where it is known
 * @param email by which its record may be found
 * @param mayCreate whether a record may be made of it
 * @param values by the CRM's names
 */
public record Candidate(
    String leadId,
    @Nullable String externalId,
    @Nullable String email,
    boolean mayCreate,
    Map<String, String> values) {

  public Candidate {
    values = Map.copyOf(values);
  }
}
