package dev.leadline.events;

import org.jspecify.annotations.Nullable;

/** How we know who a lead is: by the better of its primary email and its phone (domain 4.4). */
public enum IdentityStatus {
  SELF_IDENTIFIED(Known.VERIFIED),
  PROVIDED(Known.VERIFIED),
  ENRICHED(Known.ENRICHED),
  DEANONYMIZED(Known.ENRICHED),
  ANONYMOUS(Known.UNKNOWN);

  /** The filter "Known" (leads-page). */
  public enum Known {
    VERIFIED,
    ENRICHED,
    UNKNOWN
  }

  private final Known known;

  IdentityStatus(Known known) {
    this.known = known;
  }

  /** The filter value that this status falls under. */
  public Known known() {
    return known;
  }

  /** The status that a value of this provenance gives; no value at all is anonymous. */
  public static IdentityStatus of(@Nullable Provenance provenance) {
    return switch (provenance) {
      case SELF, URL -> SELF_IDENTIFIED;
      case MEMBER_EDIT, CRM, API -> PROVIDED;
      case WORKFLOW, ENRICHMENT -> ENRICHED;
      case DEANONYMIZED_PERSON, DEANONYMIZED_COMPANY -> DEANONYMIZED;
      case IP -> ANONYMOUS;
      case null -> ANONYMOUS;
    };
  }
}
