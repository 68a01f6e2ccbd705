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
  BROKEN("leadline.enrichment-service.broken", ""),

  /** Deliveries of records from Kafka that failed and wait for another try. */
  RETRIES("leadline.enrichment-service.retries", ""),
  /** Questions that were written into the ledger. */
  WISHES("leadline.enrichment-service.wishes", "purpose"),
  /**
   * What came of asking: {@code outcome} is found, refused, later, dropped, failed (its patience is
   * over, a mistake of ours, or an answer too large for Kafka) or unknown (the service died over
   * it).
   */
  INQUIRIES("leadline.enrichment-service.inquiries", "purpose", "outcome"),
  /** For how many seconds the question that has been due for longest waits. Worth an alert. */
  WAITING_SECONDS("leadline.enrichment-service.waiting-seconds", "purpose"),
  /** How long asking took, with every try in it. */
  DURATION("leadline.enrichment-service.inquiry-duration", "purpose"),
  /** Facts that the platform was told. */
  TOLD("leadline.enrichment-service.told", "purpose"),
  /**
   * Calls of a backend: {@code outcome} is answered, failed, slow, refused (by the backend) or
   * kept-back (by an open breaker or too many calls at once).
   */
  CALLS("leadline.enrichment-service.calls", "backend", "outcome"),
  /**
   * Leads and CRMs: {@code outcome} is pulled, echo (a record that told nothing but what we know),
   * failed (a pull that waits), pushed, unchanged or refused.
   */
  CRM("leadline.enrichment-service.crm", "system", "outcome");

  private final String meter;
  private final String tag;

  Meters(String meter, String... tags) {
    this.meter = meter;
    this.tag = tags[0];
  }

  /** The name under which it is registered. */
  public String meter() {
    return meter;
  }

  /** The name of its first tag; empty without one. */
  public String tag() {
    return tag;
  }
}
