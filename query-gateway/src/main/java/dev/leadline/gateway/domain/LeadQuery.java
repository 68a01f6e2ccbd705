package dev.leadline.gateway.domain;

import dev.leadline.events.lead.IdentityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are asked for, newest activity first.
 *
 * @param identities for each key asked for, the identities that would do; all of them must be met
 * @param after where the page before ended; null for the first page
 */
public record LeadQuery(
    String tenant,
    List<List<IdentityKey>> identities,
    Cursor.@Nullable AfterLead after,
    int limit) {

  /** How many a page has when nobody says. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most that a page may have. */
  public static final int MOST = 200;

  public LeadQuery {
    identities = List.copyOf(identities);
  }
}
