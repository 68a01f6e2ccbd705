package dev.leadline.leadservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.IdentityKey;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReturningTest {

  private static final Instant ERASED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant BEFORE = ERASED.minusSeconds(60);
  private static final Instant AFTER = ERASED.plusSeconds(60);
  private static final Identity KNOWN =
      new Identity(null, "cookie", "ana@acme.example", null, null, Identity.Asserted.SELF);
  private static final Identity COOKIE = new Identity(null, "cookie", null, null, null, null);
  private static final ChannelFact SAID =
      new ChatFact.MessageReceived("m-1", "Hello", null, null, null, null);
  private static final Predicate<IdentityKey> ALL = key -> true;
  private static final Predicate<IdentityKey> ONLY_THE_COOKIE =
      key -> key.kind() == IdentityKey.Kind.ANONYMOUS_ID;

  private static boolean allowed(
      Identity who,
      ChannelFact fact,
      Instant at,
      @Nullable Instant sentAt,
      Instant receivedAt,
      Predicate<IdentityKey> erased) {
    var event =
        new ChannelEvent(
            "default",
            "/test",
            "id",
            "leadline.test.v1",
            at,
            sentAt,
            receivedAt,
            who,
            null,
            null,
            null,
            null,
            fact,
            Json.of(Json.MAPPER.createObjectNode()));
    return Returning.isAllowed(event, Identities.keys(event, Phones.PLAIN, null), erased, ERASED);
  }

  @Test
  void who_gives_their_email_again_is_met_anew() {
    assertThat(allowed(KNOWN, SAID, AFTER, null, AFTER.plusMillis(20), ALL)).isTrue();
  }

  @Test
  void what_happened_before_the_erasure_is_late() {
    assertThat(allowed(KNOWN, SAID, BEFORE, null, AFTER, ALL)).isFalse();
    assertThat(allowed(KNOWN, SAID, BEFORE, BEFORE, BEFORE, ALL)).isFalse();
  }

  @Test
  void what_was_received_before_the_erasure_is_late_whatever_it_is_dated() {
    assertThat(allowed(KNOWN, SAID, AFTER, null, BEFORE, ALL)).isFalse();
  }

  @Test
  void a_clock_that_is_ahead_is_corrected_first() {
    Instant wrong = AFTER.plusSeconds(600);
    assertThat(allowed(KNOWN, SAID, wrong, wrong.plusSeconds(700), AFTER, ALL)).isFalse();
  }

  @Test
  void a_date_in_the_future_proves_nothing() {
    assertThat(allowed(KNOWN, SAID, AFTER.plusSeconds(86_400), null, AFTER, ALL)).isFalse();
  }

  @Test
  void a_cookie_alone_is_not_a_person_who_comes_back() {
    assertThat(allowed(COOKIE, SAID, AFTER, null, AFTER.plusMillis(20), ALL)).isFalse();
  }

  @Test
  void an_address_in_a_url_is_not_the_persons_word() {
    var byUrl = new Identity(null, "cookie", "ana@acme.example", null, null, Identity.Asserted.URL);
    var page = new WebFact.PageViewed("https://www.example.com", null, null, null, null, null);
    assertThat(allowed(byUrl, page, AFTER, null, AFTER.plusMillis(20), ALL)).isFalse();
  }

  @Test
  void somebody_else_on_the_same_device_is_met() {
    var other = new Identity(null, "cookie", "bo@acme.example", null, null, Identity.Asserted.URL);
    var page = new WebFact.PageViewed("https://www.example.com", null, null, null, null, null);
    Instant received = AFTER.plusMillis(20);
    assertThat(allowed(other, page, AFTER, null, received, ONLY_THE_COOKIE)).isTrue();
    assertThat(allowed(COOKIE, page, AFTER, null, received, ONLY_THE_COOKIE)).isFalse();
  }
}
