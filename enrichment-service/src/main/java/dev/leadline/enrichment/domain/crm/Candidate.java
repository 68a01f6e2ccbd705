package dev.leadline.enrichment.domain.crm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CRM may be told of a lead.
 *
 * @param externalId of its record, where it is known
 * @param email by which its record may be found
 * @param mayCreate whether a record may be made of it
 * @param values by the CRM's names
 * @param seen what its record was last known to hold, as fingerprints by the CRM's names; null for
 *     a record that we have not met
 */
public record Candidate(
    String leadId,
    @Nullable String externalId,
    @Nullable String email,
    boolean mayCreate,
    Map<String, String> values,
    @Nullable Map<String, String> seen) {

  public Candidate {
    values = Map.copyOf(values);
    seen = seen == null ? null : Map.copyOf(seen);
  }

  /** The same of a record that we have met. */
  public Candidate seen(Map<String, String> fingerprints) {
    return new Candidate(leadId, externalId, email, mayCreate, values, fingerprints);
  }

  /** The same without one value. */
  public Candidate without(String external) {
    Map<String, String> others = new HashMap<>(values);
    others.remove(external);
    return new Candidate(leadId, externalId, email, mayCreate, others, seen);
  }
}
