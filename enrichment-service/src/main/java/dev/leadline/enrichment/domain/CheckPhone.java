package dev.leadline.enrichment.domain;

import dev.leadline.events.channel.VendorFact.Validation;
import org.jspecify.annotations.Nullable;

/** Says which number a phone number is, by the plans of all countries. */
@FunctionalInterface
public interface CheckPhone {

  /**
   * Asks nobody.
   *
   * @param country ISO 3166-1 alpha-2, in whose national format it may be; null if nobody knows
   */
  Checked check(String phone, @Nullable String country);

  /**
   * What is said of it.
   *
   * @param e164 the number, without an extension; null if it is none
   * @param reason in words
   */
  record Checked(Validation status, @Nullable String e164, String reason) {}
}
