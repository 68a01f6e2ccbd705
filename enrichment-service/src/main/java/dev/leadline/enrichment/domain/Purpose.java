package dev.leadline.enrichment.domain;

import java.time.Duration;

/**
 * What somebody outside is asked for. Each has a queue of its own, so that none waits for another.
 */
public enum Purpose {
  /** Who a visitor is. It may cost money: what nobody knows the end of is not asked again. */
  DEANONYMIZATION("deanonymization", Duration.ofHours(24), Duration.ofMinutes(10), 8, false, false),
  /** More about whoever has a work email. It may cost money, as above. */
  ENRICHMENT("enrichment", Duration.ofHours(24), Duration.ofHours(24), 8, false, false),
  /** Whether mail will arrive at an address; asking twice does no harm. */
  EMAIL_VALIDATION("email-validation", Duration.ofHours(24), Duration.ofHours(1), 8, true, false),
  /** Which number a phone number is; nobody outside is asked. */
  PHONE_VALIDATION("phone-validation", Duration.ofHours(24), Duration.ofHours(1), 2, true, false),
  /** What a conversation comes to, once it pauses; one at a time. */
  SUMMARY("summary", Duration.ZERO, Duration.ofHours(24), 1, true, true),
  /** Writing to Salesforce what is known of a lead. */
  CRM_SALESFORCE("crm-salesforce", Duration.ZERO, Duration.ofHours(24), 100, true, true),
  /** Writing to HubSpot what is known of a lead. */
  CRM_HUBSPOT("crm-hubspot", Duration.ZERO, Duration.ofHours(24), 100, true, true),
  /** Writing to Marketo what is known of a lead. */
  CRM_MARKETO("crm-marketo", Duration.ZERO, Duration.ofHours(24), 100, true, true);

  private final String wireName;
  private final Duration rest;
  private final Duration patience;
  private final int atOnce;
  private final boolean repeatable;
  private final boolean renewable;

  Purpose(
      String wireName,
      Duration rest,
      Duration patience,
      int atOnce,
      boolean repeatable,
      boolean renewable) {
    this.wireName = wireName;
    this.rest = rest;
    this.patience = patience;
    this.atOnce = atOnce;
    this.repeatable = repeatable;
    this.renewable = renewable;
  }

  /** As metrics and the ledger show it. */
  public String wireName() {
    return wireName;
  }

  /** Between two questions about the same; counted from what caused them, not from the answer. */
  public Duration rest() {
    return rest;
  }

  /** For how long after its cause a question is still worth an answer. */
  public Duration patience() {
    return patience;
  }

  /** How many questions of one instance are on their way at the same time, at most. */
  public int atOnce() {
    return atOnce;
  }

  /** Whether a question is asked again of which nobody knows whether it was answered. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** Whether a newer question takes the place of one that still waits, and of its due time. */
  public boolean isRenewable() {
    return renewable;
  }
}
