package dev.leadline.enrichment.domain;

/** What the service measures of itself. */
public enum Meters {
  /**
   * Messages of leads: {@code outcome} is scored, clean (nothing was found, nothing is told) or
   * not-taken (the provider refuses it for good).
   */
  MODERATION("leadline.enrichment-service.moderation", "outcome"),
  /**
   * Calls that the provider did not answer; the messages wait, and leads do not. Worth an alert.
   */
  MODERATION_UNAVAILABLE("leadline.enrichment-service.moderation-unavailable", ""),
  /** Records of lead events that cannot be read and are passed over. */
  BROKEN("leadline.enrichment-service.broken", "");

  private final String meter;
  private final String tag;

  Meters(String meter, String tag) {
    this.meter = meter;
    this.tag = tag;
  }

  /** The name under which it is registered. */
  public String meter() {
    return meter;
  }

  /** The name of its tag; empty without one. */
  public String tag() {
    return tag;
  }
}
