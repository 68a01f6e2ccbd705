package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Seeds;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.LeadHistories;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.CrmFields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggersTest {

  private final Story story = new Story();

  @Test
  void the_first_message_is_told_and_the_second_is_not() {
    assertThat(story.registered()).containsExactly(Trigger.LEAD_CREATED);
    assertThat(story.views()).isEmpty();
    assertThat(story.writes("Hello")).containsExactly(Trigger.LEAD_ENGAGED);
    assertThat(story.writes("Anybody?")).isEmpty();
  }

  /** A message that is only a picture: a quotation of nothing is refused by Slack. */
  @Test
  void a_message_without_words_is_no_last_words() {
    story.registered();
    assertThat(story.writes("  ")).containsExactly(Trigger.LEAD_ENGAGED);
    assertThat(story.lead().words()).isNull();
    story.writes("Hello");
    story.writes("");
    assertThat(story.lead().words()).isEqualTo("Hello");
  }

  @Test
  void the_fifth_message_is_told_once() {
    story.registered();
    for (int i = 0; i < 4; i++) story.writes("Hello");
    assertThat(story.writes("Five")).containsExactly(Trigger.LEAD_HIGH_ENGAGEMENT);
    assertThat(story.writes("Six")).isEmpty();
  }

  @Test
  void a_repeated_event_pulls_nothing_and_changes_nothing() {
    story.registered();
    story.writes("Hello");
    KnownLead before = story.lead();
    assertThat(story.repeated(story.told().getLast())).isEmpty();
    assertThat(story.lead()).isEqualTo(before);
  }

  @Test
  void an_email_is_captured_once() {
    story.registered();
    assertThat(story.leavesEmail("ana@acme.example"))
        .containsExactly(Trigger.LEAD_EMAIL_CAPTURED, Trigger.LEAD_FACTS_UPDATED);
    assertThat(story.leavesEmail("ana@acme.example")).isEmpty();
  }

  @Test
  void only_what_changes_is_told_as_a_fact() {
    story.registered();
    assertThat(story.learns("budget", "10k", Provenance.CRM))
        .containsExactly(Trigger.LEAD_FACTS_UPDATED);
    assertThat(story.last().told()).containsExactly(Map.entry("budget", "10k"));
    assertThat(story.learns("budget", "10k", Provenance.CRM)).as("known").isEmpty();
    assertThat(story.learns("budget", "20k", Provenance.ENRICHMENT)).as("weaker").isEmpty();
    assertThat(story.learns("budget", "20k", Provenance.SELF))
        .containsExactly(Trigger.LEAD_FACTS_UPDATED);
    assertThat(story.learns("city", "Lisbon", Provenance.IP)).as("of its address").isEmpty();
    assertThat(story.learns(CrmFields.written(CrmSystem.HUBSPOT), "WRITTEN", Provenance.CRM))
        .as("that we wrote")
        .isEmpty();
    assertThat(Json.MAPPER.writeValueAsString(story.lead())).doesNotContain("10k", "20k");
  }

  @Test
  void each_form_is_told() {
    story.registered();
    var stages = List.of(Stage.WEBFORM_SUBMITTED);
    assertThat(story.comes("leadline.form.submitted.v1", Channel.FORM, stages))
        .containsExactly(Trigger.LEAD_FORM_SUBMITTED);
    assertThat(story.comes("leadline.form.submitted.v1", Channel.FORM, stages))
        .containsExactly(Trigger.LEAD_FORM_SUBMITTED);
  }

  @Test
  void what_becomes_of_calls_steps_and_the_crm_is_told() {
    story.registered();
    assertThat(comes("leadline.calendar.meeting-booked.v1", Channel.CALENDAR))
        .containsExactly(Trigger.LEAD_CALL_SCHEDULED);
    assertThat(comes("leadline.calendar.meeting-canceled.v1", Channel.CALENDAR))
        .containsExactly(Trigger.LEAD_CALL_CANCELED);
    assertThat(comes("leadline.workflow.step-failed.v1", Channel.WORKFLOW))
        .containsExactly(Trigger.WORKFLOW_STEP_FAILED);
    assertThat(comes("leadline.crm.sync-failed.v1", Channel.CRM))
        .containsExactly(Trigger.CRM_SYNC_FAILED);
    assertThat(story.last().detail()).isEqualTo("No mailbox");
  }

  private List<Trigger> comes(String type, Channel channel) {
    return story.comes(type, channel, List.of());
  }

  @Test
  void a_lead_that_wants_a_person_is_told_before_anything_else() {
    story.registered();
    assertThat(story.writes("A person, please", true, Story.START, false))
        .containsExactly(Trigger.LEAD_ASKED_FOR_HUMAN, Trigger.LEAD_ENGAGED);
    assertThat(comes("leadline.voice.transferred.v1", Channel.VOICE))
        .containsExactly(Trigger.LEAD_ASKED_FOR_HUMAN);
  }

  @Test
  void takeover_its_replies_and_its_end_are_told() {
    story.registered();
    story.writes("Hello");
    assertThat(story.takenOver()).containsExactly(Trigger.TAKEOVER_STARTED);
    assertThat(story.last().by()).isEqualTo(Story.SAM);
    assertThat(story.writes("Still there?")).containsExactly(Trigger.LEAD_REPLIED_WHILE_MANUAL);
    assertThat(story.wentStale()).containsExactly(Trigger.TAKEOVER_STALE);
    assertThat(story.returned()).containsExactly(Trigger.TAKEOVER_ENDED);
    assertThat(story.writes("Thanks")).isEmpty();
  }

  @Test
  void a_blocked_lead_is_told_as_blocked_and_then_no_more_until_it_is_let_in() {
    story.registered();
    story.writes("Bad words");
    assertThat(story.blocked()).containsExactly(Trigger.LEAD_BLOCKED);
    assertThat(story.last().detail()).isEqualTo("Spam");
    assertThat(story.writes("More", true, Story.START, true)).isEmpty();
    assertThat(story.takenOver()).isEmpty();
    assertThat(comes("leadline.calendar.meeting-booked.v1", Channel.CALENDAR)).isEmpty();
    assertThat(story.unblocked()).containsExactly(Trigger.LEAD_UNBLOCKED);
  }

  @Test
  void a_known_lead_that_comes_back_after_thirty_days_is_told() {
    story.registered();
    story.leavesEmail("ana@acme.example");
    assertThat(story.later(Duration.ofDays(29)).views()).isEmpty();
    assertThat(story.later(Duration.ofDays(30)).views()).containsExactly(Trigger.LEAD_RETURNED);
  }

  @Test
  void an_anonymous_visitor_that_comes_back_is_not() {
    story.registered();
    story.views();
    assertThat(story.later(Duration.ofDays(40)).views()).isEmpty();
  }

  @Test
  void what_is_more_than_thirty_days_late_is_not_told() {
    story.registered();
    assertThat(story.writes("Old", true, Story.START.minus(Duration.ofDays(31)), false)).isEmpty();
  }

  @Test
  void nothing_is_the_first_time_for_a_lead_whose_beginning_was_missed() {
    story.hole(7);
    assertThat(story.writes("Hello")).isEmpty();
    assertThat(story.lead().whole()).isFalse();
    assertThat(comes("leadline.calendar.meeting-booked.v1", Channel.CALENDAR))
        .containsExactly(Trigger.LEAD_CALL_SCHEDULED);
  }

  @Test
  void after_an_erasure_nothing_is_told_and_nothing_personal_is_remembered() {
    story.registered();
    story.leavesEmail("ana@acme.example");
    story.writes("My number is 12345");
    assertThat(story.erased()).isEmpty();
    assertThat(story.writes("Late")).isEmpty();
    assertThat(Json.MAPPER.writeValueAsString(story.lead()))
        .doesNotContain("ana@acme.example", "Ana Lima", "12345", "Late");
  }

  @Test
  void what_is_remembered_survives_being_written_down() {
    story.registered();
    story.leavesEmail("ana@acme.example");
    story.writes("Hello");
    story.takenOver();
    String written = Json.MAPPER.writeValueAsString(story.lead());
    assertThat(Json.MAPPER.readValue(written, KnownLead.class)).isEqualTo(story.lead());
  }

  @Test
  void any_history_is_taken_in_and_none_is_told_twice() {
    Seeds.each(
        random -> {
          var any = new Story();
          var events = LeadHistories.of(random);
          for (var event : events) any.happens(event, Announced.Said.NOTHING);
          LeadState lead = any.lead().state();
          assertThat(lead.version()).isEqualTo(events.size());
          for (var announced : List.copyOf(any.told()))
            assertThat(any.repeated(announced)).isEmpty();
          assertThat(any.lead().state()).isEqualTo(lead);
        });
  }
}
