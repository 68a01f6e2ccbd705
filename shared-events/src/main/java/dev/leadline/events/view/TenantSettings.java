package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a tenant has decided for all its leads: the value of {@code leadline.tenant-settings}, and
 * the answer to {@code GET /v1/settings} (domain 4.10, 27; 6). A tenant of whom there is no record
 * has {@link #defaults}. What was decided under older settings stays as it was.
 *
 * @param zone an id of the IANA time zone database, in whose days the tenant thinks
 * @param blockingThreshold the total of moderation scores at which a lead is blocked
 * @param deanonymization whom a vendor is asked about
 * @param deanonymizationExcludedCountries ISO 3166-1 alpha-2, from where nobody is asked about
 * @param emailOpenIsAction whether an opened email is something that the lead did
 * @param anonymousKeptForDays so long visitors without a name and a message are kept; 0 means for
 *     ever
 * @param leadsKeptForMonths so long leads without activity are kept; 0 means for ever
 * @param blockSameNetworkForHours so long after somebody was blocked whoever comes anew from the
 *     same network is blocked too (domain 5.7); 0 means that nobody is
 * @param version rises with each change; 0 until there was one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TenantSettings(
    String tenant,
    String zone,
    double blockingThreshold,
    Deanonymization deanonymization,
    List<String> deanonymizationExcludedCountries,
    boolean emailOpenIsAction,
    int anonymousKeptForDays,
    int leadsKeptForMonths,
    int blockSameNetworkForHours,
    long version) {

  /** What a hundred messages add up to that are as harmful as can be. */
  public static final int HIGHEST_BLOCKING_THRESHOLD = 100;

  /** Ten years. */
  public static final int MOST_DAYS_KEPT = 3650;

  /** Ten years. */
  public static final int MOST_MONTHS_KEPT = 120;

  /** Nobody may decide that a network stays blocked for longer: addresses change hands. */
  public static final int MOST_HOURS_BLOCKED = 720;

  /** Whom a vendor is asked about (domain 2.3). */
  public enum Deanonymization {
    OFF,
    ON_ENGAGEMENT,
    ALL_SITE_TRAFFIC
  }

  public TenantSettings {
    deanonymizationExcludedCountries = List.copyOf(deanonymizationExcludedCountries);
  }

  /** What holds until a tenant decides otherwise (domain 6). */
  public static TenantSettings defaults(String tenant) {
    return new TenantSettings(
        tenant, "UTC", 1.0, Deanonymization.ON_ENGAGEMENT, List.of(), false, 90, 0, 0, 0);
  }

  /** The same as the version after this one. */
  public TenantSettings next() {
    return new TenantSettings(
        tenant,
        zone,
        blockingThreshold,
        deanonymization,
        deanonymizationExcludedCountries,
        emailOpenIsAction,
        anonymousKeptForDays,
        leadsKeptForMonths,
        blockSameNetworkForHours,
        version + 1);
  }
}
