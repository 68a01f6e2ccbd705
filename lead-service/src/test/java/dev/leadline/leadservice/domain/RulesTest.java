package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.CatalogueTest.sample;
import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.IdentityStatus.Known;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.MeetingFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.view.LeadDetail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stage, count, action, country and fields (domain 4.4). */
class RulesTest {

  private static EmailFact.ReplyReceived reply(@Nullable Boolean automatic) {
    return new EmailFact.ReplyReceived(
        "em-1", null, null, "I am away", "ana@acme.example", automatic, null);
  }

  @Test
  void an_automatic_reply_raises_no_stage_no_count_and_no_action() {
    var lead = aLead().tells(reply(true));
    assertThat(lead.row().stage()).isEqualTo(Stage.BROWSING);
    assertThat(lead.row().engagement()).isEqualTo(Engagement.NONE);
    assertThat(lead.row().latestAction()).isNull();
    assertThat(lead.tells(reply(null)).row().stage()).isEqualTo(Stage.EMAIL_CAPTURED);
  }

  @Test
  void a_cancelled_call_keeps_the_stage_and_shows_what_became_of_the_meeting() {
    var lead = aLead().tells(sample("calendar.meeting-booked"));
    lead.at(NOON.plusSeconds(5)).tells(sample("calendar.meeting-canceled"));
    assertThat(lead.row().stage()).isEqualTo(Stage.CALL_SCHEDULED);
    assertThat(lead.row().latestAction().label()).isEqualTo("Canceled Call");
    assertThat(LeadDetail.of(lead.state(), lead.state().leadId(), NOON).meetingState())
        .isEqualTo(MeetingChange.State.CANCELED);
  }

  private static MeetingChange.@Nullable State meetingState(LeadScenario lead) {
    return LeadDetail.of(lead.state(), lead.state().leadId(), NOON).meetingState();
  }

  private static CalendarFact.MeetingBooked booked(String meetingId) {
    return new CalendarFact.MeetingBooked(
        meetingId, null, NOON.plusSeconds(86_400), null, null, null, null);
  }

  private static CalendarFact.MeetingCanceled canceled(String meetingId) {
    return new CalendarFact.MeetingCanceled(meetingId, CalendarFact.By.LEAD, null);
  }

  @Test
  void a_vendor_that_moves_a_call_by_cancelling_and_booking_has_not_cancelled_it() {
    var underOneId = aLead().tells(booked("mt-1")).at(NOON.plusSeconds(5));
    assertThat(meetingState(underOneId.tells(booked("mt-1")).tells(canceled("mt-1"))))
        .isEqualTo(MeetingChange.State.BOOKED);
    var underTwo = aLead().tells(booked("mt-1")).at(NOON.plusSeconds(5)).tells(booked("mt-2"));
    assertThat(meetingState(underTwo.at(NOON.plusSeconds(6)).tells(canceled("mt-1"))))
        .isEqualTo(MeetingChange.State.BOOKED);
    assertThat(meetingState(underTwo.at(NOON.plusSeconds(7)).tells(canceled("mt-2"))))
        .isEqualTo(MeetingChange.State.CANCELED);
  }

  @Test
  void a_call_of_which_only_the_end_is_known_has_it() {
    assertThat(meetingState(aLead().tells(canceled("mt-1"))))
        .isEqualTo(MeetingChange.State.CANCELED);
  }

  @Test
  void the_copilot_raises_the_stage_again_only_in_a_call_that_was_booked() {
    var lead = aLead().tells(booked("mt-1")).inStage(Stage.ENGAGED);
    lead.at(NOON.plusSeconds(9)).tells(new MeetingFact.CopilotJoined("another"));
    assertThat(lead.row().stage()).isEqualTo(Stage.ENGAGED);
    lead.tells(new MeetingFact.CopilotJoined("mt-1"));
    assertThat(lead.row().stage()).isEqualTo(Stage.CALL_SCHEDULED);
    assertThat(lead.row().stageAt()).isEqualTo(NOON);
    assertThat(aLead().tells(new MeetingFact.CopilotJoined("mt-1")).row().stage())
        .isEqualTo(Stage.BROWSING);
  }

  @Test
  void a_call_that_the_host_cancelled_is_no_action_of_the_lead() {
    var canceled = new CalendarFact.MeetingCanceled("mt-1", CalendarFact.By.HOST, null);
    assertThat(aLead().tells(canceled).row().latestAction()).isNull();
  }

  @Test
  void a_call_of_which_the_turns_are_not_known_counts_as_one_message() {
    var ended = new VoiceFact.CallEnded("c-1", null, null, null, null);
    assertThat(aLead().tells(ended).row().messageCount()).isEqualTo(1);
    assertThat(
            aLead().tells(new VoiceFact.CallEnded("c-1", null, 0, null, null)).row().messageCount())
        .isZero();
  }

  @Test
  void a_call_to_the_lead_engages_it_only_when_it_answers() {
    var ringing = new VoiceFact.CallStarted("c-1", VoiceFact.Direction.OUT, null, null);
    var lead = aLead().tells(ringing);
    assertThat(lead.row().stage()).isEqualTo(Stage.BROWSING);
    assertThat(lead.row().latestAction()).isNull();
    lead.tells(new VoiceFact.CallAnswered("c-1", VoiceFact.Direction.OUT));
    assertThat(lead.row().stage()).isEqualTo(Stage.ENGAGED);
    assertThat(lead.row().latestAction().label()).isEqualTo("Answered Phone Call");
  }

  @Test
  void a_link_that_a_scanner_followed_is_no_action() {
    var machine = new EmailFact.LinkClicked("em-1", "https://www.example.com", true);
    assertThat(aLead().tells(machine).row().latestAction()).isNull();
  }

  @Test
  void details_that_tell_nobody_are_no_action() {
    var campaign = new WebFact.FieldsSet(Map.of("utm_source", Value.text("ads")), "URL");
    assertThat(aLead().tells(campaign).row().latestAction()).isNull();
  }

  @Test
  void the_country_comes_from_what_the_lead_does_on_the_web_in_chat_or_in_a_form() {
    for (String type : new String[] {"web.page-viewed", "chat.message-received", "form.submitted"})
      assertThat(aLead().from("PT").tells(sample(type)).row().country()).as(type).isEqualTo("PT");
    for (String type :
        new String[] {
          "email.opened",
          "email.reply-received",
          "voice.call-started",
          "text.message-received",
          "calendar.meeting-booked",
          "chat.message-sent",
          "crm.record-pulled"
        }) assertThat(aLead().from("PT").tells(sample(type)).row().country()).as(type).isNull();
  }

  @Test
  void the_newest_country_is_shown_and_the_first_is_kept() {
    var lead = aLead().from("PT").tells(sample("web.page-viewed"));
    lead.from("JP").at(NOON.plusSeconds(60)).tells(sample("web.page-viewed"));
    lead.from("CO").at(NOON.plusSeconds(30)).tells(sample("web.page-viewed"));
    lead.from(null).at(NOON.plusSeconds(90)).tells(sample("web.page-viewed"));
    assertThat(lead.row().country()).isEqualTo("JP");
    assertThat(lead.state().picture().activity().firstCountry().code()).isEqualTo("PT");
  }

  @Test
  void a_match_of_a_company_never_names_a_person() {
    var fields = Map.of("company_name", Value.text("Acme"), "first_name", Value.text("Ana"));
    var match = new VendorFact.Deanonymized("vector", VendorFact.Level.COMPANY, 0.9, fields, "r-1");
    var row = aLead().tells(sample("web.page-viewed")).tells(match).row();
    assertThat(row.company()).isEqualTo("Acme");
    assertThat(row.name()).isNull();
    assertThat(row.identityStatus()).isEqualTo(IdentityStatus.DEANONYMIZED);
    assertThat(row.known()).isEqualTo(Known.ENRICHED);
    assertThat(row.stage()).isEqualTo(Stage.BROWSING);
  }

  @Test
  void an_email_that_a_vendor_guessed_is_shown_and_joins_nothing() {
    var fields = Map.of("email", Value.text("ana@acme.example"));
    var match = new VendorFact.Deanonymized("vector", VendorFact.Level.PERSON, 0.9, fields, "r-1");
    var lead = aLead().tells(match);
    assertThat(lead.row().email()).isEqualTo("ana@acme.example");
    assertThat(lead.row().identityStatus()).isEqualTo(IdentityStatus.DEANONYMIZED);
    assertThat(lead.last().personal().identities())
        .extracting(IdentityKey::kind)
        .containsExactly(IdentityKey.Kind.ANONYMOUS_ID);
  }

  @Test
  void what_the_lead_said_wins_over_what_vendors_and_systems_say_later() {
    var said = new ChatFact.FieldCaptured("job_title", Value.text("Founder"), null);
    var lead = aLead().tells(said).at(NOON.plusSeconds(60));
    lead.tells(sample("enrichment.completed")).tells(sample("crm.record-pulled"));
    assertThat(lead.state().picture().field("job_title").value().shown()).isEqualTo("Founder");
    assertThat(lead.state().picture().field("seniority").provenance())
        .isEqualTo(Provenance.ENRICHMENT);
  }

  @Test
  void nothing_overwrites_something() {
    var said = new ChatFact.FieldCaptured("job_title", Value.text("Founder"), null);
    var blank = new WebFact.FieldsSet(Map.of("job_title", Value.text("  ")), "JS");
    var lead = aLead().tells(said).at(NOON.plusSeconds(60)).tells(blank);
    assertThat(lead.state().picture().field("job_title").value().shown()).isEqualTo("Founder");
  }

  @Test
  void whoever_looks_a_lead_up_by_its_email_does_not_vouch_for_it() {
    var who = new Identity(null, null, "ana@acme.example", null, null, null);
    assertThat(aLead().as(who).tells(sample("enrichment.failed")).row().known())
        .isEqualTo(Known.ENRICHED);
    assertThat(aLead().as(who).tells(sample("workflow.enrolled")).row().known())
        .isEqualTo(Known.ENRICHED);
  }

  @Test
  void records_and_programs_capture_no_email_and_vouch_for_it() {
    for (Asserted word : new Asserted[] {Asserted.CRM, Asserted.API}) {
      var who = new Identity(null, null, "ana@acme.example", null, null, word);
      var row = aLead().as(who).tells(sample("crm.record-pulled")).row();
      assertThat(row.stage()).isEqualTo(Stage.BROWSING);
      assertThat(row.identityStatus()).isEqualTo(IdentityStatus.PROVIDED);
      assertThat(row.source()).isEqualTo(LeadSource.SALESFORCE);
    }
    assertThat(aLead().tells(sample("api.lead-upserted")).row().source())
        .isEqualTo(LeadSource.LEADS_API);
  }

  /** What somebody else had asked, or long ago, stood beside a summary that knew nothing of it. */
  @Test
  void what_a_summary_does_not_tell_takes_away_that_of_the_one_before() {
    var lead =
        aLead()
            .tells(sample("summary.generated"))
            .tells(
                new VendorFact.Summarised(
                    "m", 0L, "The lead wrote nothing.", null, null, null, null, 0L, null));
    for (String field :
        List.of(
            "questions_asked",
            "sales_stage",
            "pain_points",
            "interests_identified",
            "summary_citations"))
      assertThat(lead.state().picture().field(field).value().shown()).as(field).isEmpty();
  }

  @Test
  void a_summary_fills_its_section() {
    var lead = aLead().tells(sample("summary.generated"));
    assertThat(
            LeadDetail.of(lead.state(), lead.state().leadId(), NOON)
                .sections()
                .conversationSummary()
                .keySet())
        .containsExactly(
            "conversation_summary",
            "questions_asked",
            "sales_stage",
            "pain_points",
            "interests_identified",
            "summary_citations");
  }
}
