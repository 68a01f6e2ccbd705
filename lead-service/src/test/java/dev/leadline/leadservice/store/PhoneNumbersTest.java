package dev.leadline.leadservice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.leadservice.domain.Identities;
import dev.leadline.leadservice.domain.PhoneCountry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which number a phone number is, and what it ties. */
class PhoneNumbersTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final ChannelFact PAGE =
      new WebFact.PageViewed("https://www.example.com", null, null, null, null, null);

  private final PhoneNumbers numbers = new PhoneNumbers();

  private static ChannelEvent event(
      String type, ChannelFact fact, String phone, @Nullable String ip) {
    return new ChannelEvent(
        "default",
        "/test",
        "1",
        type,
        NOON,
        null,
        NOON,
        new Identity(null, null, null, phone, null, null),
        null,
        null,
        null,
        ip == null ? null : new Context(ip, null, null, null, null, null, null, null),
        fact,
        new Json("{}"));
  }

  private List<String> keys(String phone, @Nullable String country) {
    return Identities.keys(
            event("leadline.web.page-viewed.v1", PAGE, phone, null), numbers, country)
        .stream()
        .map(IdentityKey::value)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "020 7946 0958, GB, +442079460958",
    "(415) 555-2671, US, +14155552671",
    "415.555.2671, CA, +14155552671",
    "912 345 678, PT, +351912345678",
    "030 901820, DE, +4930901820",
    "06 12 34 56 78, FR, +33612345678",
    "(11) 96123-4567, BR, +5511961234567",
    "00351 912 345 678, PT, +351912345678",
    "+44 20 7946 0958, US, +442079460958",
    "+44 (0)20 7946 0958, , +442079460958",
    "＋351 912 345 678, , +351912345678"
  })
  void a_national_format_is_read_by_the_country_that_goes_with_it(
      String given, String country, String number) {
    assertThat(numbers.read(given, country)).isEqualTo(number);
    assertThat(keys(given, country)).contains(number);
  }

  @ParameterizedTest
  @CsvSource({
    "+1 415 555 26, ",
    "+1 415 555 2671 99, ",
    "+351 912 345, ",
    "+999 123 456 789, ",
    "+1234567890123456, ",
    "415 555 267, US",
    "912 345 678, US",
    "020 7946 0958, ",
    "020 7946 0958, XX",
    "call me, US",
    "+, US",
    "112, PT"
  })
  void a_number_of_a_wrong_length_or_of_no_country_ties_nobody(String given, String country) {
    assertThat(numbers.read(given, country)).isNull();
    assertThat(keys(given, country)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1 415 555 2671 ext. 15",
        "+1 415-555-2671 x15",
        "+1 (415) 555-2671 extension 15",
        "tel:+14155552671;ext=15"
      })
  void an_extension_is_a_line_of_its_own(String given) {
    assertThat(numbers.read(given, null)).isEqualTo("+14155552671;ext=15");
    assertThat(keys(given, null)).contains("+14155552671;ext=15").doesNotContain("+14155552671");
  }

  @Test
  void a_key_of_earlier_versions_is_found_too_unless_it_is_the_number_of_somebody_else() {
    assertThat(keys("+44 (0)20 7946 0958", null))
        .containsExactlyInAnyOrder("+442079460958", "+4402079460958");
    assertThat(keys("+351 912 345 678", null)).containsExactly("+351912345678");
    assertThat(keys("+49 30 901820 ext 5", null))
        .as("+49309018205 may be anybody's")
        .containsExactly("+4930901820;ext=5");
  }

  @Test
  void the_country_is_the_one_that_was_told_else_the_one_that_the_lead_came_from() {
    ChannelFact told =
        new FormFact.Submitted("f", null, null, Map.of("country", Value.text("gb")), null);
    assertThat(
            PhoneCountry.of(
                event("leadline.form.submitted.v1", told, "020", "198.51.100.7"), ip -> "PT"))
        .isEqualTo("GB");
    assertThat(
            PhoneCountry.of(
                event("leadline.web.page-viewed.v1", PAGE, "020", "198.51.100.7"), ip -> "PT"))
        .isEqualTo("PT");
    assertThat(
            PhoneCountry.of(
                event(
                    "leadline.text.delivered.v1",
                    new TextFact.Delivered("s", null),
                    "020",
                    "198.51.100.7"),
                ip -> "PT"))
        .as("a program's address is not where the lead is")
        .isNull();
  }
}
