package dev.leadline.leadservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.ExternalIds;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {

  private static List<IdentityKey> keys(Identity identity) {
    return Identities.keys(
        new ChannelEvent(
            "default",
            "/test",
            "1",
            "leadline.web.page-viewed.v1",
            LeadScenario.NOON,
            null,
            LeadScenario.NOON,
            identity,
            null,
            null,
            null,
            null,
            new WebFact.PageViewed("https://www.example.com", null, null, null, null, null),
            new Json("{}")),
        Phones.PLAIN,
        null);
  }

  private static List<IdentityKey> keysOfEmail(String email) {
    return keys(new Identity(null, null, email, null, null, null));
  }

  @Test
  void keys_come_strongest_first() {
    var all =
        new Identity(
            null,
            "visitor",
            "ana@acme.example",
            "+351 912 345 678",
            new ExternalIds("sf-lead", null, null, null, "customer"),
            null);

    assertThat(keys(all))
        .extracting(IdentityKey::kind)
        .containsExactly(
            Kind.CUSTOMER_KEY, Kind.SALESFORCE_LEAD, Kind.EMAIL, Kind.PHONE, Kind.ANONYMOUS_ID);
  }

  @Test
  void emails_are_trimmed_and_lowered_and_their_domain_is_ascii() {
    assertThat(keysOfEmail("  Ana.Lima+news@BÜCHER.example "))
        .containsExactly(new IdentityKey(Kind.EMAIL, "ana.lima+news@xn--bcher-kva.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info@acme.example",
        "Sales@acme.example",
        "test@test.com",
        "null",
        "-",
        "",
        "no at sign",
        "a@",
        "@b",
        "two words@acme.example"
      })
  void shared_mailboxes_and_noise_join_nobody(String email) {
    assertThat(keysOfEmail(email)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"912345678", "+1", "call me", "+1234567890123456"})
  void a_phone_number_without_its_country_joins_nobody(String phone) {
    assertThat(keys(new Identity(null, null, null, phone, null, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "undefined", " - ", "N/A"})
  void a_meaningless_id_is_none(String id) {
    assertThat(keys(new Identity(null, id, null, null, null, null))).isEmpty();
  }
}
