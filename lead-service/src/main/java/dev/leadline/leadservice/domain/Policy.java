package dev.leadline.leadservice.domain;

/**
 * What a tenant has decided for all its leads.
 *
 * @param blockingThreshold the total of moderation scores at which a lead is blocked
 */
public record Policy(double blockingThreshold) {

  /** What holds until a tenant decides otherwise (domain 6). */
  public static final Policy DEFAULT = new Policy(1.0);
}
