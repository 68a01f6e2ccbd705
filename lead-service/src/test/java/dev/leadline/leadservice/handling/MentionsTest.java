package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {

  private static Mentions in(String text) {
    return Mentions.in(List.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void an_email_and_a_phone_number_are_found_in_what_is_no_json() {
    assertThat(in("{broken Ana.Lima@Acme.EXAMPLE, call +351 912 345-678!").keys())
        .containsExactlyInAnyOrder(
            new IdentityKey(Kind.EMAIL, "ana.lima@acme.example"),
            new IdentityKey(Kind.PHONE, "+351912345678"));
  }

  @Test
  void an_identity_is_found_whatever_else_is_wrong() {
    Mentions found =
        in(
            """
            {"identity": {"leadId": "l-1", "anonymousId": "cookie", "email": 7,
                          "externalIds": {"customerKey": "c-1", "hubspotContactId": "h-1"}}}
            """);
    assertThat(found.leadIds()).containsExactly("l-1");
    assertThat(found.keys())
        .containsExactlyInAnyOrder(
            new IdentityKey(Kind.ANONYMOUS_ID, "cookie"),
            new IdentityKey(Kind.CUSTOMER_KEY, "c-1"),
            new IdentityKey(Kind.HUBSPOT_CONTACT, "h-1"));
  }

  @Test
  void an_identity_is_found_in_structured_mode_and_in_whichever_place() {
    Mentions found =
        in(
            """
            {"specversion": "1.0", "data": {"identity": {"leadId": "l-1"},
             "context": [{"visitor": {"anonymousId": "cook\\u0069e"}}], "marketoLeadId": "m-1"}}
            """);
    assertThat(found.leadIds()).containsExactly("l-1");
    assertThat(found.keys())
        .containsExactlyInAnyOrder(
            new IdentityKey(Kind.ANONYMOUS_ID, "cookie"),
            new IdentityKey(Kind.MARKETO_LEAD, "m-1"));
  }

  @Test
  void an_id_and_a_cookie_are_found_in_what_is_no_json() {
    Mentions found =
        in(
            "{\"identity\": {\"anonymousId\" : \"cookie\", \"externalIds\":"
                + " {\"customerKey\":\"c-1\" default|019ac000-0000-7000-8000-00000000ABCD");
    assertThat(found.leadIds()).containsExactly("019ac000-0000-7000-8000-00000000abcd");
    assertThat(found.keys())
        .containsExactlyInAnyOrder(
            new IdentityKey(Kind.ANONYMOUS_ID, "cookie"),
            new IdentityKey(Kind.CUSTOMER_KEY, "c-1"));
  }

  @Test
  void nobody_is_found_where_nobody_is() {
    assertThat(in("").keys()).isEmpty();
    assertThat(in("[1, 2]").keys()).isEmpty();
    assertThat(in("{\"identity\": \"me\"}").leadIds()).isEmpty();
  }
}
