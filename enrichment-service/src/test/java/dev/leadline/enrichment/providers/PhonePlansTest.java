package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.CheckPhone.Checked;
import dev.leadline.events.channel.VendorFact.Validation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a phone number. */
class PhonePlansTest {

  private final PhonePlans plans = new PhonePlans();

  @ParameterizedTest
  @CsvSource({
    "020 7946 0958, GB, VALID, +442079460958, It is a number of its country.",
    "(415) 555-2671, US, VALID, +14155552671, It is a number of its country.",
    "+351 912 345 678, , VALID, +351912345678, It is a number of its country.",
    "+351 912 345 678, US, VALID, +351912345678, It is a number of its country.",
    "+1 415 555 2671 ext 5, , RISKY, +14155552671, It is a switchboard with an extension.",
    "+1 900 555 2671, , RISKY, +19005552671, Calls to it cost extra.",
    "+1 123 456 7890, , RISKY, +11234567890, No number of its country is known to begin like this.",
    "+1 415 555 26, , INVALID, , It is too short.",
    "+1 415 555 2671 9, , INVALID, , It is too long.",
    "5552671, US, INVALID, , It is too short.",
    "+999 12345678, , INVALID, , It is not a phone number.",
    "call me, US, INVALID, , It is not a phone number.",
    "020 7946 0958, , UNKNOWN, , It does not say its country."
  })
  void a_number_is_judged_by_the_plan_of_its_country(
      String phone, String country, Validation status, String e164, String reason) {
    assertThat(plans.check(phone, country)).isEqualTo(new Checked(status, e164, reason));
  }
}
