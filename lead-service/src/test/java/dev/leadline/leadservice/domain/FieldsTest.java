package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.IdentityStatus;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.view.LeadDetail;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the values that events give. */
class FieldsTest {

  private static final WebFact PAGE =
      new WebFact.PageViewed("https://www.example.com/", "/", "Home", null, null, null);

  private static WebFact.FieldsSet link(String field, String value) {
    return new WebFact.FieldsSet(Map.of(field, Value.text(value)), null);
  }

  private static ChatFact.EmailCaptured email(String address) {
    return new ChatFact.EmailCaptured("email", address, null);
  }

  private static VendorFact validated(VendorFact.Validation status, String address) {
    return new VendorFact.EmailValidated("vendor", status, address, null);
  }

  private static @Nullable Value value(LeadScenario lead, String field) {
    var found = lead.state().picture().field(field);
    return found == null ? null : found.value();
  }

  private static LeadDetail details(LeadScenario lead) {
    return LeadDetail.of(lead.state(), lead.state().leadId(), NOON);
  }

  @Test
  void what_a_template_left_empty_overwrites_nothing_and_identifies_nobody() {
    var lead = aLead().tells(link("first_name", "Ana"));
    for (String nothing : new String[] {"null", "None", "undefined", " NULL "})
      lead.tells(link("first_name", nothing)).tells(link("email", nothing));
    assertThat(lead.row().name()).isEqualTo("Ana");
    assertThat(lead.row().email()).isNull();
    assertThat(lead.row().stage()).isEqualTo(Stage.BROWSING);
    assertThat(lead.row().identityStatus()).isEqualTo(IdentityStatus.ANONYMOUS);
  }

  @Test
  void a_lead_may_say_that_it_has_none() {
    var lead = aLead().tells(new ChatFact.FieldCaptured("crm", Value.text("None"), null));
    assertThat(value(lead, "crm")).isEqualTo(Value.text("None"));
  }

  /** As it comes along when it is pasted. */
  @Test
  void an_email_is_shown_without_what_nobody_sees() {
    Map<String, Value> fields = Map.of("email", Value.text("\u200b Ana@acme.example\u00a0"));
    var lead = aLead().tells(new FormFact.Submitted("f-1", null, null, fields, null));
    assertThat(lead.row().email()).isEqualTo("Ana@acme.example");
    lead = aLead().tells(email("Ana Lima <ana@acme.example\u00a0>\ufeff"));
    assertThat(lead.row().email()).isEqualTo("ana@acme.example");
  }

  @Test
  void what_is_no_email_address_is_nobodys_email() {
    var lead =
        aLead()
            .tells(email("no, thanks"))
            .tells(
                new FormFact.Submitted(
                    "f-1", null, null, Map.of("email", Value.text("n/a")), null));
    assertThat(lead.row().email()).isNull();
    assertThat(lead.row().stage()).isEqualTo(Stage.WEBFORM_SUBMITTED);
    assertThat(lead.state().picture().activity().reachedAt())
        .doesNotContainKey(Stage.EMAIL_CAPTURED);
    assertThat(FieldTypes.NONE.mistake("email", Value.text("n/a")))
        .isEqualTo("is not an email address");
  }

  @Test
  void a_sender_is_read_with_or_without_their_name() {
    var lead =
        aLead()
            .tells(
                new EmailFact.ReplyReceived(
                    "e-1", null, null, "Yes", "Ana Lima <ana@acme.example>", null, null));
    assertThat(lead.row().email()).isEqualTo("ana@acme.example");
    assertThat(lead.row().stage()).isEqualTo(Stage.EMAIL_CAPTURED);
  }

  @Test
  void a_page_cannot_say_what_only_others_find_out() {
    var lead =
        aLead()
            .tells(email("ana@acme.example"))
            .tells(link("email_validation", "VALID"))
            .tells(link("conversationSummary", "Hot, call now"))
            .tells(new ChatFact.FieldCaptured("phone_e164", Value.text("+351210000000"), null));
    assertThat(details(lead).sections().personal()).containsOnlyKeys("email");
    assertThat(details(lead).sections().conversationSummary()).isEmpty();
    lead.tells(validated(VendorFact.Validation.INVALID, "ana@acme.example"));
    assertThat(value(lead, "email_validation")).isEqualTo(Value.text("INVALID"));
  }

  @Test
  void the_state_of_an_address_is_not_shown_beside_another() {
    var lead =
        aLead()
            .tells(email("ana@acme.exmaple"))
            .tells(validated(VendorFact.Validation.INVALID, "ana@acme.exmaple"));
    assertThat(details(lead).sections().personal().get("email_validation").value())
        .isEqualTo(Value.text("INVALID"));
    lead.at(NOON.plusSeconds(9)).tells(email("Ana@acme.example"));
    assertThat(details(lead).sections().personal()).containsOnlyKeys("email");
    lead.tells(validated(VendorFact.Validation.VALID, "ana@acme.example"));
    assertThat(details(lead).sections().personal().get("email_validation").value())
        .isEqualTo(Value.text("VALID"));
    lead.as(new Identity(null, "5f0c7d1e", "ana@acme.exmaple", null, null, null))
        .tells(new EmailFact.Bounced("e-1", EmailFact.Bounce.HARD, "550"));
    assertThat(details(lead).sections().personal())
        .as("mail to the address of before came back")
        .doesNotContainKey("email_validation");
  }

  @Test
  void the_number_to_dial_is_that_of_the_phone_that_is_shown() {
    var phone = new ChatFact.FieldCaptured("phone", Value.text("020 7946 0958"), null);
    var lead =
        aLead()
            .tells(phone)
            .tells(
                new VendorFact.PhoneValidated(
                    "x", VendorFact.Validation.VALID, "020 7946 0958", "+442079460958", null));
    assertThat(details(lead).sections().personal())
        .containsOnlyKeys("phone_number", "phone_validation", "phone_e164");
    lead.at(NOON.plusSeconds(9))
        .tells(new ChatFact.FieldCaptured("phone", Value.text("+351 210 000 000"), null));
    assertThat(details(lead).sections().personal()).containsOnlyKeys("phone_number");
  }

  @Test
  void the_campaign_of_a_visit_is_known_of_the_lead() {
    var campaign =
        new Context(
            null,
            null,
            null,
            null,
            Map.of("source", "search", "medium", "cpc", "term", "null", "id", "7"),
            null,
            null,
            null);
    var lead = aLead().in(campaign).tells(PAGE);
    assertThat(lead.state().picture().known().fields())
        .containsOnlyKeys("utm_source", "utm_medium");
    assertThat(value(lead, "utm_source")).isEqualTo(Value.text("search"));
    var told = aLead().in(campaign).tells(new EmailFact.Delivered("e-1"));
    assertThat(told.state().picture().known().fields()).isEmpty();
  }
}
