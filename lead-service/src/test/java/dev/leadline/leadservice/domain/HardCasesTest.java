package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static dev.leadline.leadservice.domain.LeadScenario.VISITOR;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Engagement;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.channel.ModerationFact.MessageScored;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import dev.leadline.events.lead.Meeting;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.LeadDetail.CrmSync;
import dev.leadline.events.view.LeadDetail.CrmSync.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases of domain 5.1 to 5.13 that no other test of the lead has, each named after its case. */
class HardCasesTest {

  private static final WebFact PAGE =
      new WebFact.PageViewed("https://www.example.com/", "/", "Home", null, null, null);
  private static final Instant YESTERDAY = NOON.minus(Duration.ofDays(1));

  private static ChatFact.MessageReceived message(String id) {
    return new ChatFact.MessageReceived(id, "Words", null, null, null, null);
  }

  private static MessageScored scored(String id, double score) {
    return new MessageScored(id, Map.of("hate", score), null, null);
  }

  private static ChatFact.FieldCaptured field(String value) {
    return new ChatFact.FieldCaptured("budget", Value.text(value), null);
  }

  @Test
  void two_messages_of_different_channels_may_have_one_id() {
    assertThat(NaturalKeys.of(message("1"), "c-1"))
        .isNotEqualTo(
            NaturalKeys.of(new TextFact.MessageReceived("1", "Words", null, null), "c-1"));
  }

  @Test
  void a_message_that_an_agent_tries_again_with_a_fresh_id_is_the_same_message() {
    assertThat(NaturalKeys.of(message("m-1"), null))
        .isEqualTo(NaturalKeys.of(message("m-1"), null))
        .isNotEqualTo(NaturalKeys.of(message("m-2"), null));
    assertThat(NaturalKeys.of(message("m-1"), "c-1"))
        .isEqualTo(NaturalKeys.of(message("m-1"), "c-1"))
        .isNotEqualTo(NaturalKeys.of(message("m-2"), "c-1"));
  }

  @Test
  void chats_number_their_messages_by_conversation_and_phones_have_one_number_for_each_text() {
    assertThat(NaturalKeys.of(message("1"), "c-1"))
        .isNotEqualTo(NaturalKeys.of(message("1"), "c-2"))
        .isNotEqualTo(NaturalKeys.of(message("1"), null));
    var text = new TextFact.MessageReceived("SM1", "Words", null, null);
    assertThat(NaturalKeys.of(text, "c-1")).isEqualTo(NaturalKeys.of(text, null));
  }

  @Test
  void a_cancellation_that_arrives_before_its_booking_is_the_same_as_after() {
    var booked =
        new CalendarFact.MeetingBooked(
            "mt-1", null, NOON, NOON.plusSeconds(1800), null, null, null);
    var canceled = new CalendarFact.MeetingCanceled("mt-1", CalendarFact.By.LEAD, null);
    var straight = aLead().tells(booked).at(NOON.plusSeconds(60)).tells(canceled);
    var turned = aLead().at(NOON.plusSeconds(60)).tells(canceled).at(NOON).tells(booked);
    assertThat(turned.row().stage())
        .isEqualTo(straight.row().stage())
        .isEqualTo(Stage.CALL_SCHEDULED);
    assertThat(turned.row().latestAction()).isEqualTo(straight.row().latestAction());
    assertThat(turned.state().picture().known().meetings())
        .extracting(Meeting::state)
        .containsExactly(MeetingChange.State.CANCELED);
  }

  @Test
  void what_is_dated_more_than_a_year_before_its_tenant_came_is_clamped() {
    Policy ofNewTenant = Policy.DEFAULT.since(NOON.minus(Duration.ofDays(10)));
    Instant within = NOON.minus(Duration.ofDays(374));
    Instant before = NOON.minus(Duration.ofDays(376));
    var brought = aLead().under(ofNewTenant).at(within).receivedAt(NOON).tells(message("m-1"));
    assertThat(brought.last().origin().at()).isEqualTo(within);
    assertThat(brought.last().origin().clamped()).isFalse();
    var unbelievable = aLead().under(ofNewTenant).at(before).receivedAt(NOON).tells(message("m-1"));
    assertThat(unbelievable.last().origin().at()).isEqualTo(NOON);
    assertThat(unbelievable.last().origin().clamped()).isTrue();
    assertThat(unbelievable.last().origin().occurredAt()).isEqualTo(before);
    assertThat(aLead().at(before).receivedAt(NOON).tells(message("m-1")).last().origin().clamped())
        .as("nobody knows since when there is the tenant")
        .isFalse();
  }

  @Test
  void call_ended_before_call_answered_is_the_same_as_after() {
    var ended = new VoiceFact.CallEnded("c-1", 60L, 7, null, null);
    var answered = new VoiceFact.CallAnswered("c-1", VoiceFact.Direction.OUT);
    var straight = aLead().tells(answered).at(NOON.plusSeconds(60)).tells(ended).row();
    var turned = aLead().at(NOON.plusSeconds(60)).tells(ended).at(NOON).tells(answered).row();
    assertThat(turned.stage()).isEqualTo(straight.stage()).isEqualTo(Stage.ENGAGED);
    assertThat(turned.messageCount()).isEqualTo(straight.messageCount()).isEqualTo(7);
    assertThat(turned.engagement()).isEqualTo(Engagement.HIGH);
    assertThat(turned.latestAction()).isEqualTo(straight.latestAction());
  }

  @Test
  void a_late_message_moves_the_date_of_its_stage_earlier_and_not_the_stage() {
    var lead =
        aLead()
            .tells(message("m-1"))
            .tells(new ChatFact.EmailCaptured("email", "ana@acme.example", null))
            .at(YESTERDAY)
            .receivedAt(NOON)
            .tells(message("m-0"));
    assertThat(lead.row().stage()).isEqualTo(Stage.EMAIL_CAPTURED);
    assertThat(lead.state().picture().activity().reachedAt())
        .containsEntry(Stage.ENGAGED, YESTERDAY)
        .containsEntry(Stage.EMAIL_CAPTURED, NOON);
  }

  @Test
  void an_older_value_that_arrives_late_never_replaces_a_newer_one_of_equal_rank() {
    var lead = aLead().tells(field("new")).at(YESTERDAY).receivedAt(NOON).tells(field("old"));
    assertThat(Objects.requireNonNull(lead.state().picture().field("budget")).value())
        .isEqualTo(Value.text("new"));
  }

  @Test
  void an_event_that_is_late_by_more_than_thirty_days_is_stored_shown_and_marked() {
    var lead = aLead().at(NOON.minus(Duration.ofDays(40))).receivedAt(NOON).tells(message("m-1"));
    assertThat(lead.last().origin().late()).isTrue();
    assertThat(lead.last().origin().clamped()).isFalse();
    assertThat(lead.row().stage()).isEqualTo(Stage.ENGAGED);
  }

  @Test
  void which_message_trips_a_block_may_differ_by_order_and_the_total_may_not() {
    List<MessageScored> scores =
        List.of(scored("m-1", 0.5), scored("m-2", 0.4), scored("m-3", 0.3));
    var straight = aLead();
    scores.forEach(straight::tells);
    var turned = aLead();
    scores.reversed().forEach(turned::tells);
    assertThat(straight.row().blocked()).isTrue();
    assertThat(turned.row().blocked()).isTrue();
    assertThat(Moderation.total(straight.state())).isEqualTo(Moderation.total(turned.state()));
  }

  @Test
  void raw_times_are_kept_beside_the_corrected_one() {
    Instant ahead = NOON.plus(Duration.ofHours(2));
    var lead =
        aLead().at(ahead).sentAt(ahead.plusSeconds(5)).receivedAt(NOON).tells(message("m-1"));
    Origin origin = lead.last().origin();
    assertThat(origin.occurredAt()).isEqualTo(ahead);
    assertThat(origin.sentAt()).isEqualTo(ahead.plusSeconds(5));
    assertThat(origin.receivedAt()).isEqualTo(NOON);
    assertThat(origin.at()).isEqualTo(NOON.minusSeconds(5));
  }

  @Test
  void without_sent_at_the_time_of_the_producer_is_used_as_it_is() {
    var lead = aLead().at(NOON.minus(Duration.ofHours(3))).receivedAt(NOON).tells(message("m-1"));
    assertThat(lead.last().origin().at()).isEqualTo(NOON.minus(Duration.ofHours(3)));
  }

  @Test
  void a_takeover_is_of_the_lead_and_so_of_all_its_channels() {
    var lead =
        aLead()
            .tells(message("m-1"))
            .tells(new ControlFact.TakenOver("sam", "Sam Reed", null))
            .tells(
                new EmailFact.Sent(
                    "e-1", null, null, "Hello", null, null, null, null, null, 0L, null));
    assertThat(lead.last().decision().suppressed()).isTrue();
    lead.tells(new TextFact.MessageSent("s-1", "Hello", null, null, 0L, null));
    assertThat(lead.last().decision().suppressed()).isTrue();
  }

  @Test
  void an_email_that_a_blocked_lead_gives_ties_what_comes_with_it_to_the_lead() {
    var lead =
        aLead()
            .tells(message("m-1"))
            .tells(new ModerationFact.BlockRequested("sam", null, "Spam", null, null))
            .as(new Identity(null, VISITOR.anonymousId(), "ana@acme.example", null, null, null))
            .tells(message("m-2"));
    assertThat(lead.state().picture().known().identities())
        .contains(new IdentityKey(Kind.EMAIL, "ana@acme.example"));
    assertThat(lead.row().stage()).isEqualTo(Stage.ENGAGED);
    assertThat(lead.row().messageCount()).isEqualTo(1);
  }

  @Test
  void steps_that_would_reach_a_blocked_lead_are_gone_and_back_once_it_is_let_in() {
    var lead =
        aLead()
            .tells(
                new WorkflowFact.StepScheduled(
                    "w-1",
                    "e-1",
                    "s-1",
                    WorkflowFact.StepKind.EMAIL,
                    null,
                    NOON.plus(Duration.ofDays(1)),
                    null))
            .tells(new ModerationFact.BlockRequested("sam", null, "Spam", null, null));
    assertThat(lead.row().nextStepLabel()).isEqualTo("No upcoming steps");
    lead.tells(new ModerationFact.UnblockRequested("sam", null, null, null));
    assertThat(lead.row().nextStepLabel()).isEqualTo("Send Email");
  }

  @Test
  void a_bounce_marks_the_address_only_when_it_is_hard() {
    var lead =
        aLead().tells(new EmailFact.Bounced("e-1", EmailFact.Bounce.SOFT, "452")).tells(PAGE);
    assertThat(lead.state().picture().field("email_validation")).isNull();
    lead.tells(new EmailFact.Bounced("e-2", EmailFact.Bounce.HARD, "550"));
    assertThat(Objects.requireNonNull(lead.state().picture().field("email_validation")).value())
        .isEqualTo(Value.text("INVALID"));
    assertThat(lead.row().messageCount()).isZero();
  }

  @Test
  void an_opened_email_is_no_action_for_machines_open_them_too() {
    var lead = aLead().tells(PAGE).at(NOON.plusSeconds(9)).tells(new EmailFact.Opened("e-1", null));
    assertThat(lead.row().latestAction().label()).isEqualTo("Visited Webpage");
  }

  private static EmailFact.LinkClicked click(String url) {
    return new EmailFact.LinkClicked("e-1", url, null);
  }

  @Test
  void a_click_within_two_seconds_of_delivery_is_a_scanners_and_no_action() {
    var lead = aLead().tells(new EmailFact.Delivered("e-1"));
    lead.at(NOON.plusMillis(1900)).tells(click("https://www.example.com/a"));
    assertThat(lead.row().latestAction()).isNull();
    assertThat(lead.last().origin().actor()).isEqualTo(Actor.Kind.SYSTEM);
    lead.at(NOON.plusSeconds(40)).tells(click("https://www.example.com/a"));
    assertThat(lead.row().latestAction().label()).isEqualTo("Clicked Email Link");
  }

  @Test
  void a_click_between_two_deliveries_of_an_email_is_an_action_whichever_arrives_first() {
    var inOrder = aLead().tells(new EmailFact.Delivered("e-1"));
    inOrder.at(NOON.plusSeconds(300)).tells(click("https://www.example.com/a"));
    inOrder.at(NOON.plusSeconds(600)).tells(new EmailFact.Delivered("e-1"));
    var overtaken = aLead().tells(new EmailFact.Delivered("e-1"));
    overtaken.at(NOON.plusSeconds(600)).tells(new EmailFact.Delivered("e-1"));
    overtaken.at(NOON.plusSeconds(300)).tells(click("https://www.example.com/a"));
    assertThat(overtaken.row().latestAction()).isNotNull().isEqualTo(inOrder.row().latestAction());
  }

  @Test
  void of_all_links_at_once_no_further_one_is_an_action() {
    var lead = aLead().at(NOON.plusSeconds(90)).tells(click("https://www.example.com/a"));
    lead.at(NOON.plusSeconds(91)).tells(click("https://www.example.com/b"));
    assertThat(lead.last().decision().action()).isNull();
    lead.at(NOON.plusSeconds(91))
        .tells(new EmailFact.LinkClicked("e-2", "https://x.example", null));
    assertThat(lead.last().decision().action()).isNotNull();
  }

  @Test
  void a_program_is_suspected_until_it_does_what_only_a_person_does() {
    var lead = aLead().byProgram().tells(PAGE);
    assertThat(lead.row().suspectedBot()).isTrue();
    lead.byPerson().tells(message("m-1"));
    assertThat(lead.row().suspectedBot()).isFalse();
    assertThat(aLead().tells(PAGE).row().suspectedBot()).isFalse();
  }

  @Test
  void a_page_that_was_looked_at_for_no_time_at_all_was_looked_at_by_a_program() {
    var lead =
        aLead()
            .tells(new WebFact.PageViewed("https://www.example.com/", null, null, null, null, 0L));
    assertThat(lead.row().suspectedBot()).isTrue();
  }

  private static RecordsFact.Pulled pulled(String title, @Nullable Instant modifiedAt) {
    return new RecordsFact.Pulled(
        RecordsFact.CrmSystem.HUBSPOT,
        "Contact",
        "h-1",
        Map.of("job_title", Value.text(title)),
        modifiedAt);
  }

  private static FieldValue title(LeadScenario lead) {
    return Objects.requireNonNull(lead.state().picture().field("job_title"));
  }

  private static List<CrmSync> syncs(LeadScenario lead) {
    return LeadDetail.of(lead.state(), lead.state().leadId(), NOON).crmSync();
  }

  @Test
  void how_it_stands_with_a_crm_is_what_happened_there_last() {
    var lead = aLead();
    assertThat(syncs(lead)).isEmpty();
    lead.at(NOON.plusSeconds(1)).tells(pulled("CTO", NOON));
    assertThat(syncs(lead))
        .containsExactly(new CrmSync(CrmSystem.HUBSPOT, State.READ, NOON.plusSeconds(1), null));
    lead.at(NOON.plusSeconds(5))
        .tells(new RecordsFact.Pushed(CrmSystem.HUBSPOT, "h-1", List.of("job_title")));
    lead.at(NOON.plusSeconds(3))
        .tells(new RecordsFact.SyncFailed(CrmSystem.HUBSPOT, "h-1", "TOO_LATE"));
    lead.at(NOON.plusSeconds(9)).tells(pulled("CEO", NOON.plusSeconds(9)));
    assertThat(syncs(lead))
        .containsExactly(new CrmSync(CrmSystem.HUBSPOT, State.WRITTEN, NOON.plusSeconds(5), null));
    lead.at(NOON.plusSeconds(20))
        .tells(new RecordsFact.SyncFailed(CrmSystem.HUBSPOT, "h-1", "VALIDATION_ERROR"))
        .tells(new RecordsFact.SyncFailed(CrmSystem.MARKETO, null, null));
    assertThat(syncs(lead))
        .containsExactly(
            new CrmSync(CrmSystem.HUBSPOT, State.FAILED, NOON.plusSeconds(20), "VALIDATION_ERROR"),
            new CrmSync(CrmSystem.MARKETO, State.FAILED, NOON.plusSeconds(20), null));
    assertThat(LeadDetail.of(lead.state(), lead.state().leadId(), NOON).customFields())
        .as("none of it is a field of the customer's")
        .isEmpty();
  }

  @Test
  void a_value_keeps_how_sure_its_vendor_is_and_when_it_was_said() {
    Instant monday = NOON.minus(Duration.ofDays(4));
    var lead =
        aLead()
            .tells(
                new VendorFact.Deanonymized(
                    "v", VendorFact.Level.COMPANY, 0.87, Map.of("revenue", Value.text("1M")), "r"))
            .tells(
                new VendorFact.Enriched(
                    "v",
                    Map.of("industry", Value.text("Retail"), "job_title", Value.text("CTO")),
                    null,
                    Map.of("industry", monday)))
            .tells(
                new VendorFact.Enriched(
                    "v",
                    Map.of("products", Value.text("Shoes")),
                    null,
                    Map.of("products", NOON.plus(Duration.ofDays(9)))));
    LeadDetail detail = LeadDetail.of(lead.state(), lead.state().leadId(), NOON);
    var company = detail.sections().company();
    assertThat(company.get("revenue")).extracting("confidence").isEqualTo(0.87);
    assertThat(company.get("industry")).extracting("confidence").isNull();
    assertThat(company.get("industry")).extracting("observedAt").isEqualTo(monday);
    assertThat(detail.sections().personal().get("job_title"))
        .extracting("observedAt")
        .isEqualTo(NOON);
    assertThat(company.get("products"))
        .as("never later than it was told")
        .extracting("observedAt")
        .isEqualTo(NOON);
  }

  @Test
  void what_we_gave_a_crm_and_read_back_is_not_its_own_word() {
    var lead =
        aLead()
            .tells(new VendorFact.Enriched("v", Map.of("job_title", Value.text("CTO")), null))
            .at(NOON.plusSeconds(5))
            .tells(
                new RecordsFact.Pushed(RecordsFact.CrmSystem.HUBSPOT, "h-1", List.of("job_title")));
    lead.at(NOON.plusSeconds(60)).tells(pulled("CTO", NOON.plusSeconds(6)));
    assertThat(title(lead).provenance()).isEqualTo(Provenance.ENRICHMENT);
    lead.at(NOON.plusSeconds(70)).tells(pulled("Engineer", NOON.minusSeconds(60)));
    assertThat(title(lead).value()).isEqualTo(Value.text("CTO"));
    lead.at(NOON.plusSeconds(80)).tells(pulled("CEO", NOON.plusSeconds(75)));
    assertThat(title(lead).value()).isEqualTo(Value.text("CEO"));
    assertThat(title(lead).provenance()).isEqualTo(Provenance.CRM);
  }

  @Test
  void words_that_look_like_a_command_are_words() {
    String words = "<!channel> =cmd() <script>";
    var lead = aLead().tells(new ChatFact.MessageReceived("m-1", words, null, null, null, null));
    assertThat(lead.last().personal().payload().as(ChatFact.MessageReceived.class).text())
        .isEqualTo(words);
  }
}
