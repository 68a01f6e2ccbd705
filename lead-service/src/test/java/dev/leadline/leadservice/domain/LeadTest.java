package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.IdentityStatus.Known;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.TouchpointChange.What;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.NextStep;
import dev.leadline.events.view.NextSteps;
import dev.leadline.events.view.NextSteps.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadTest {

  private static final WebFact.PageViewed PAGE =
      new WebFact.PageViewed("https://www.example.com/pricing", null, null, null, null, null);
  private static final RecordsFact.Upserted UPSERT =
      new RecordsFact.Upserted("billing", null, Map.of());
  private static final ChatFact.MessageSent ANSWER =
      new ChatFact.MessageSent("m-2", "We do.", null, null, null, null);

  private static ChatFact.MessageReceived message(String id) {
    return new ChatFact.MessageReceived(
        id, "Do you support single sign-on?", null, null, null, null);
  }

  private static ChatFact.EmailCaptured email(String address) {
    return new ChatFact.EmailCaptured("email", address, null);
  }

  private static CalendarFact.MeetingBooked booking(String invitee) {
    return new CalendarFact.MeetingBooked(
        "meet-1", null, NOON.plus(Duration.ofDays(1)), null, null, null, invitee);
  }

  private static WorkflowFact.StepScheduled step(String id, StepKind kind, Duration in) {
    return new WorkflowFact.StepScheduled("w", "run-1", id, kind, null, NOON.plus(in), null);
  }

  private static WorkflowFact.StepExecuted done(String id) {
    return new WorkflowFact.StepExecuted("w", "run-1", id, null, null);
  }

  @Test
  void a_visitor_who_views_three_pages_is_browsing() {
    var row = aLead().from("PT").tells(PAGE).tells(PAGE).at(NOON.plusSeconds(9)).tells(PAGE).row();

    assertThat(row.label()).isEqualTo("Anonymous visitor #ab12");
    assertThat(row.name()).isNull();
    assertThat(row.stage()).isEqualTo(Stage.BROWSING);
    assertThat(row.latestAction())
        .isEqualTo(
            new LeadRow.Action(
                "Visited Webpage", dev.leadline.events.Channel.WEB, NOON.plusSeconds(9)));
    assertThat(row.country()).isEqualTo("PT");
    assertThat(row.nextStepLabel()).isEqualTo("No upcoming steps");
    assertThat(row.version()).isEqualTo(4);
  }

  @Test
  void the_first_event_registers_the_lead_and_the_next_does_not() {
    var events = aLead().tells(PAGE).tells(PAGE).events();

    assertThat(events).hasSize(3);
    assertThat(events.getFirst()).isInstanceOf(LeadEvent.LeadRegistered.class);
  }

  @Test
  void a_message_engages_and_counts_but_an_answer_does_neither() {
    var row = aLead().tells(PAGE).tells(message("m-1")).tells(ANSWER).row();

    assertThat(row.stage()).isEqualTo(Stage.ENGAGED);
    assertThat(row.messageCount()).isEqualTo(1);
    assertThat(row.engagement()).isEqualTo(Engagement.MEDIUM);
    assertThat(row.latestAction().label()).isEqualTo("Sent Chat Message");
  }

  @Test
  void five_messages_are_high_engagement() {
    var lead = aLead();
    for (int i = 0; i < 5; i++) lead.tells(message("m-" + i));

    assertThat(lead.row().engagement()).isEqualTo(Engagement.HIGH);
  }

  @Test
  void a_typed_email_identifies_the_lead() {
    var row = aLead().tells(PAGE).tells(email("Ana@Acme.example")).row();

    assertThat(row.stage()).isEqualTo(Stage.EMAIL_CAPTURED);
    assertThat(row.email()).isEqualToIgnoringCase("ana@acme.example");
    assertThat(row.identityStatus()).isEqualTo(IdentityStatus.SELF_IDENTIFIED);
    assertThat(row.known()).isEqualTo(Known.VERIFIED);
  }

  @Test
  void an_email_that_the_lead_gave_with_a_message_is_captured() {
    var who = new Identity(null, "5f0c7d1e", "ana@acme.example", null, null, Asserted.SELF);
    var row = aLead().as(who).tells(message("m-1")).row();

    assertThat(row.stage()).isEqualTo(Stage.EMAIL_CAPTURED);
    assertThat(row.email()).isEqualTo("ana@acme.example");
    assertThat(row.latestAction().label()).isEqualTo("Sent Chat Message");
  }

  @Test
  void an_email_in_the_address_of_a_page_captures_nothing() {
    var who = new Identity(null, "5f0c7d1e", "ana@acme.example", null, null, Asserted.URL);
    var row = aLead().as(who).tells(PAGE).row();

    assertThat(row.stage()).isEqualTo(Stage.BROWSING);
    assertThat(row.email()).isEqualTo("ana@acme.example");
  }

  @Test
  void a_form_with_an_email_reaches_both_stages() {
    var form =
        new FormFact.Submitted(
            "f-1",
            "Demo request",
            null,
            Map.of(
                "email", Value.text("ana@acme.example"),
                "firstName", Value.text("Ana"),
                "last_name", Value.text("Lima"),
                "company", Value.text("Acme")),
            null);
    var lead = aLead().tells(form);

    assertThat(lead.row().stage()).isEqualTo(Stage.WEBFORM_SUBMITTED);
    assertThat(lead.row().name()).isEqualTo("Ana Lima");
    assertThat(lead.row().company()).isEqualTo("Acme");
    assertThat(lead.state().picture().activity().reachedAt())
        .containsOnlyKeys(Stage.EMAIL_CAPTURED, Stage.WEBFORM_SUBMITTED);
  }

  @Test
  void a_shown_calendar_raises_the_stage_but_is_no_lead_action() {
    var row = aLead().tells(message("m-1")).tells(new CalendarFact.Shown("c", null, "CHAT")).row();

    assertThat(row.stage()).isEqualTo(Stage.CALENDAR_SHOWN);
    assertThat(row.latestAction().label()).isEqualTo("Sent Chat Message");
  }

  @Test
  void a_booking_schedules_the_call() {
    var lead = aLead().tells(booking("ana@acme.example"));

    assertThat(lead.row().stage()).isEqualTo(Stage.CALL_SCHEDULED);
    assertThat(lead.row().latestAction().label()).isEqualTo("Scheduled Call");
    assertThat(lead.row().email()).isEqualTo("ana@acme.example");
    assertThat(lead.state().picture().known().meetings()).hasSize(1);
  }

  @Test
  void the_next_step_is_the_soonest_open_touchpoint() {
    var lead =
        aLead()
            .tells(PAGE)
            .tells(step("later", StepKind.CALL, Duration.ofDays(3)))
            .tells(step("sooner", StepKind.EMAIL, Duration.ofDays(2)))
            .tells(step("wait", StepKind.WAIT, Duration.ofDays(1)));

    assertThat(lead.row().nextStep())
        .isEqualTo(
            new NextStep(
                "Send Email",
                dev.leadline.events.Channel.EMAIL,
                NOON.plus(Duration.ofDays(2)),
                null));
    assertThat(lead.tells(done("sooner")).row().nextStepLabel()).isEqualTo("Call Phone");
    assertThat(lead.tells(done("later")).row().nextStepLabel()).isEqualTo("No upcoming steps");
  }

  @Test
  void a_step_that_was_executed_before_it_was_scheduled_stays_done() {
    var row =
        aLead()
            .tells(done("sooner"))
            .tells(step("sooner", StepKind.EMAIL, Duration.ofDays(2)))
            .row();

    assertThat(row.nextStep()).isNull();
  }

  @Test
  void a_call_that_nobody_answered_is_a_past_action() {
    var lead =
        aLead()
            .tells(step("later", StepKind.EMAIL, Duration.ofDays(2)))
            .tells(new VoiceFact.CallMissed("call-1", VoiceFact.MissedReason.NO_ANSWER))
            .tells(new VoiceFact.CallMissed("call-2", null));

    var steps = NextSteps.of(lead.state(), NOON);

    assertThat(steps.past())
        .extracting(Past::label, Past::kind, Past::result, Past::reason)
        .containsExactlyInAnyOrder(
            tuple("Missed call", StepKind.CALL, What.EXECUTED, "No answer"),
            tuple("Missed call", StepKind.CALL, What.EXECUTED, null));
    assertThat(steps.upcoming()).hasSize(1);
  }

  @Test
  void a_late_page_view_does_not_replace_a_newer_message() {
    var lead =
        aLead()
            .tells(message("m-1"))
            .at(NOON.minus(Duration.ofDays(1)))
            .receivedAt(NOON.plusSeconds(5))
            .tells(PAGE);

    assertThat(lead.row().latestAction().label()).isEqualTo("Sent Chat Message");
    assertThat(lead.last().origin().late()).isTrue();
    assertThat(lead.row().firstSeenAt()).isEqualTo(NOON.minus(Duration.ofDays(1)));
  }

  @Test
  void the_source_is_that_of_the_earliest_event_whichever_arrives_first() {
    var lead =
        aLead()
            .tells(message("m-1"))
            .at(NOON.minus(Duration.ofDays(1)))
            .receivedAt(NOON)
            .tells(UPSERT);

    assertThat(lead.row().source()).isEqualTo(LeadSource.LEADS_API);
    assertThat(aLead().tells(UPSERT).at(NOON.plusSeconds(9)).tells(message("m-1")).row().source())
        .isEqualTo(LeadSource.LEADS_API);
  }

  @Test
  void what_is_recalled_of_todays_company_beats_what_was_told_of_yesterdays() {
    var of = Map.of("company_name", Value.text("Acme"));
    var lead = aLead().tells(new VendorFact.Enriched("vendor", of, "ana@acme.example"));
    Instant week = NOON.minus(Duration.ofDays(7));
    lead.at(NOON.plusSeconds(60))
        .tells(
            new VendorFact.Enriched(
                "company cache",
                Map.of("company_name", Value.text("Other")),
                "ana@other.example",
                Map.of("company_name", week)));

    assertThat(lead.row().company()).isEqualTo("Other");
    assertThat(lead.state().picture().field("company_name").at()).isEqualTo(week);
  }

  @Test
  void of_two_actions_at_the_same_instant_the_message_is_the_latest() {
    assertThat(aLead().tells(message("m-1")).tells(PAGE).row().latestAction().label())
        .isEqualTo("Sent Chat Message");
  }

  @Test
  void a_producer_whose_clock_is_wrong_is_corrected() {
    var wrong = NOON.minus(Duration.ofHours(2));
    var lead = aLead().at(wrong).sentAt(wrong.plusSeconds(3)).receivedAt(NOON).tells(PAGE);

    assertThat(lead.last().origin().at()).isEqualTo(NOON.minusSeconds(3));
    assertThat(lead.last().origin().occurredAt()).isEqualTo(wrong);
    assertThat(lead.last().origin().late()).isFalse();
  }

  @Test
  void a_time_in_the_future_or_in_another_age_is_clamped() {
    for (var impossible :
        new java.time.Instant[] {
          NOON.plus(Duration.ofMinutes(6)), NOON.minus(Duration.ofDays(8 * 365))
        }) {
      var lead = aLead().at(impossible).receivedAt(NOON).tells(PAGE);

      assertThat(lead.last().origin().at()).isEqualTo(NOON);
      assertThat(lead.last().origin().clamped()).isTrue();
    }
  }

  @Test
  void a_time_at_the_end_of_all_times_is_clamped_whenever_it_was_sent() {
    for (Instant occurred : List.of(Instant.MAX, Instant.MIN))
      for (Instant sent : List.of(Instant.MAX, Instant.MIN, NOON.minusSeconds(60))) {
        var lead = aLead().at(occurred).sentAt(sent).receivedAt(NOON).tells(PAGE);

        assertThat(lead.last().origin().at()).as("%s, sent %s", occurred, sent).isEqualTo(NOON);
        assertThat(lead.last().origin().occurredAt()).isEqualTo(occurred);
      }
  }

  @Test
  void an_unrecognised_event_is_kept_and_changes_nothing() {
    var lead =
        aLead()
            .tells(message("m-1"))
            .tells(new UnrecognisedFact("leadline.chat.waved.v1", new Json("{\"hand\":\"left\"}")));

    assertThat(lead.row().stage()).isEqualTo(Stage.ENGAGED);
    assertThat(lead.row().messageCount()).isEqualTo(1);
    assertThat(lead.last().personal().payload().text()).contains("left");
  }

  @Test
  void the_address_of_a_lead_is_not_stored() {
    var context =
        new dev.leadline.events.channel.Context(
            "203.0.113.9", null, "https://www.example.com", null, null, null, null, null);

    assertThat(context.withoutIp().ip()).isNull();
    assertThat(context.withoutIp().pageUrl()).isEqualTo("https://www.example.com");
  }

  @Test
  void only_what_the_lead_does_itself_tells_its_country() {
    assertThat(aLead().from("US").tells(ANSWER).row().country()).isNull();
    assertThat(aLead().from("US").tells(message("m-1")).row().country()).isEqualTo("US");
  }

  @Test
  void an_erased_lead_takes_nothing_more() {
    var lead = aLead().tells(message("m-1")).erased();

    assertThat(lead.ruling(PAGE)).isEqualTo(new Ruling.Rejected(new Refusal.Erased()));
  }
}
