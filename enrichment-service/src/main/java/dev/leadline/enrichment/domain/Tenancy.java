package dev.leadline.enrichment.domain;

import java.util.Set;

/**
 * What a tenant has decided about asking.
 *
 * @param excludedCountries whose visitors are not recognised unless they consented
 */
public record Tenancy(Mode deanonymization, Set<String> excludedCountries) {

  /** When visitors are recognised (domain 2.3). */
  public enum Mode {
    OFF,
    ON_ENGAGEMENT,
    ALL_SITE_TRAFFIC
  }

  public Tenancy {
    excludedCountries = Set.copyOf(excludedCountries);
  }

  /** Whether somebody from this country may be recognised. */
  boolean allows(KnownLead lead) {
    if (Boolean.TRUE.equals(lead.consent())) return true;
    if (Boolean.FALSE.equals(lead.consent())) return false;
    return lead.country() == null || !excludedCountries.contains(lead.country());
  }
}
