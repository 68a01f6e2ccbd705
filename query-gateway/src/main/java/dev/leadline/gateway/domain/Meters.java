package dev.leadline.gateway.domain;

/** What the gateway measures of itself. */
public enum Meters {
  /** Changes of rows that were read from Kafka: {@code outcome} is told or broken. */
  ROW_CHANGES("leadline.query-gateway.row-changes", "outcome"),
  /** Changes of timelines that were read from Kafka: {@code outcome} is told or broken. */
  TIMELINE_CHANGES("leadline.query-gateway.timeline-changes", "outcome"),
  /** Who follows the live stream now. */
  FOLLOWERS("leadline.query-gateway.followers", ""),
  /** Followers that were cut off because they did not keep up. */
  CUT_OFF("leadline.query-gateway.cut-off", ""),
  /** Entries of the audit log that could not be written. */
  AUDIT_LOST("leadline.query-gateway.audit-lost", "");

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
