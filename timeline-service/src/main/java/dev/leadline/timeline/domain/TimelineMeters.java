package dev.leadline.timeline.domain;

/** The meters of this service: names are a contract with dashboards and alerts. */
public enum TimelineMeters {
  /**
   * Events handled, by {@code projection} and {@code outcome}: {@code projected}, or {@code
   * unrecognised} where a timeline shows a generic entry. Redelivered events are counted again.
   */
  EVENTS("leadline.timeline.events"),

  /** Documents written, by {@code collection}. */
  DOCUMENTS("leadline.timeline.documents"),

  /** Time to load, fold, store and announce one batch, by {@code projection}. */
  BATCH("leadline.timeline.batch"),

  /** Batches that failed and will be done again, by {@code projection}. */
  FAILURES("leadline.timeline.failures"),

  /** Events between the projection and the head of the event store, by {@code projection}. */
  LAG_EVENTS("leadline.timeline.lag.events"),

  /** For how long the projection has been behind, in seconds, by {@code projection}. */
  LAG_SECONDS("leadline.timeline.lag.seconds"),

  /** Leads that the projection has parked and nobody has put away, by {@code projection}. */
  PARKED("leadline.timeline.parked");

  private final String meter;

  TimelineMeters(String meter) {
    this.meter = meter;
  }

  /** The name of the meter. */
  public String meter() {
    return meter;
  }
}
