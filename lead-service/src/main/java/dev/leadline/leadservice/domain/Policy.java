package dev.leadline.leadservice.domain;

/**
 * What a tenant has decided for all its leads.
 *
 * @param blockingThreshold the total of moderation scores at which a lead is blocked
 * @param fieldTypes a value of another type is not observed
 */
public record Policy(double blockingThreshold, FieldTypes fieldTypes) {

  /** What holds until a tenant decides otherwise (domain 6). */
  public static final Policy DEFAULT = new Policy(1.0, FieldTypes.NONE);

  /** The same with fields of the tenant's own. */
  public Policy with(FieldTypes types) {
    return new Policy(blockingThreshold, types);
  }
}
