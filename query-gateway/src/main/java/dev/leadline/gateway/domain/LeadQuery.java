package dev.leadline.gateway.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of leads.
 *
 * @param after where the page before ended; null for the first page
 * @param counted whether the facets are wanted too
 */
public record LeadQuery(
    String tenant,
    Filters filters,
    SortOrder order,
    Cursor.@Nullable AfterLead after,
    int limit,
    boolean counted) {

  /** How many a page has when nobody says. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most that a page may have. */
  public static final int MOST = 200;

  /** The same without counts. */
  public LeadQuery uncounted() {
    return new LeadQuery(tenant, filters, order, after, limit, false);
  }

  /** The lines of these leads alone, without counts. */
  public LeadQuery among(Set<String> leadIds) {
    return new LeadQuery(tenant, filters.among(leadIds), order, null, MOST, false);
  }
}
