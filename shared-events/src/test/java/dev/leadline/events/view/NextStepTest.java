package dev.leadline.events.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.WorkflowFact.HoldReason;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.Enrolment.EnrolmentChange;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.lead.TouchpointChange;
import dev.leadline.events.lead.TouchpointChange.What;
import dev.leadline.events.view.NextStep.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The next step is the soonest open touchpoint. */
class NextStepTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final Member SAM = new Member("sam.reed", "Sam Reed");
  private static final Decision NOTHING =
      new Decision(List.of(), 0, null, null, null, false, false);

  private LeadState lead = LeadState.unknown("l-1");
  private int events;

  @Test
  void without_a_touchpoint_there_is_no_next_step() {
    LeadRow row = LeadRow.of(lead, NOW);
    assertThat(row.nextStep()).isNull();
    assertThat(row.nextStepLabel()).isEqualTo("No upcoming steps");
  }

  @Test
  void the_soonest_wins() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "Later", NOW.plusSeconds(60));
    scheduled("en-2", "st-1", StepKind.CALL, "Sooner", NOW.plusSeconds(30));
    assertThat(next()).isEqualTo(new NextStep("Sooner", Channel.VOICE, NOW.plusSeconds(30), null));
  }

  @Test
  void of_two_at_the_same_time_the_older_enrolment_wins() {
    enrolled("en-9", EnrolmentChange.What.ENTERED);
    enrolled("en-1", EnrolmentChange.What.ENTERED);
    scheduled("en-1", "st-1", StepKind.EMAIL, "Younger", LATER);
    scheduled("en-9", "st-1", StepKind.EMAIL, "Older", LATER);
    assertThat(labels()).containsExactly("Older", "Younger");
  }

  @Test
  void of_two_at_the_same_time_without_known_age_the_keys_decide() {
    scheduled("en-2", "st-1", StepKind.EMAIL, "Second", LATER);
    scheduled("en-1", "st-1", StepKind.EMAIL, "First", LATER);
    assertThat(labels()).containsExactly("First", "Second");
  }

  @Test
  void a_step_that_has_ended_is_none_whatever_arrived_first() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "It", LATER);
    ended("en-1", "st-1", What.EXECUTED);
    ended("en-1", "st-2", What.SKIPPED);
    scheduled("en-1", "st-2", StepKind.TEXT, "It", LATER);
    ended("en-1", "st-3", What.FAILED);
    assertThat(next()).isNull();
  }

  @Test
  void what_was_left_drops_its_steps_whatever_arrived_first() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "Before", LATER);
    enrolled("en-1", EnrolmentChange.What.LEFT);
    enrolled("en-1", EnrolmentChange.What.ENTERED);
    scheduled("en-1", "st-2", StepKind.EMAIL, "After", LATER);
    scheduled("en-2", "st-1", StepKind.CALL, "Another run", LATER);
    assertThat(labels()).containsExactly("Another run");
  }

  @Test
  void a_step_is_overdue_after_a_quarter_of_an_hour_and_still_shown() {
    Instant due = NOW.minus(Duration.ofMinutes(15));
    scheduled("en-1", "st-1", StepKind.EMAIL, "It", due);
    assertThat(hold()).isNull();
    scheduled("en-1", "st-1", StepKind.EMAIL, "It", due.minusSeconds(1));
    assertThat(hold()).isEqualTo(Hold.OVERDUE);
  }

  @Test
  void a_held_step_shows_why_and_until_when() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "It", NOW);
    for (HoldReason reason : HoldReason.values()) {
      held("en-1", "st-1", reason, LATER);
      assertThat(hold()).isEqualTo(Hold.valueOf(reason.name()));
      assertThat(next()).extracting(NextStep::dueAt).isEqualTo(LATER);
    }
  }

  @Test
  void a_held_step_without_an_end_keeps_its_time_and_is_not_overdue() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "It", NOW.minus(Duration.ofDays(1)));
    held("en-1", "st-1", HoldReason.UNPUBLISHED, null);
    assertThat(hold()).isEqualTo(Hold.UNPUBLISHED);
    assertThat(next()).extracting(NextStep::dueAt).isEqualTo(NOW.minus(Duration.ofDays(1)));
  }

  @Test
  void a_new_schedule_ends_a_hold() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "It", NOW);
    held("en-1", "st-1", HoldReason.WINDOW, LATER);
    scheduled("en-1", "st-1", StepKind.EMAIL, "It", LATER.plusSeconds(1));
    assertThat(next()).isEqualTo(new NextStep("It", Channel.EMAIL, LATER.plusSeconds(1), null));
  }

  @Test
  void while_a_member_has_taken_over_what_reaches_the_lead_waits_and_what_tells_the_team_goes_on() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "Email", LATER);
    scheduled("en-1", "st-2", StepKind.NOTIFY, "Notify", LATER);
    lead = lead.evolve(new ControlTaken(SAM, null, 1, false, moment()));
    assertThat(open()).extracting(NextStep::hold).containsExactly(Hold.MANUAL, null);
    lead = lead.evolve(new ControlReturned(SAM, 2, moment()));
    assertThat(open()).extracting(NextStep::hold).containsOnlyNulls();
  }

  @Test
  void nothing_is_to_reach_a_blocked_lead_but_the_team_is_told() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "Email", NOW);
    scheduled("en-1", "st-2", StepKind.TEXT, "Text", NOW);
    scheduled("en-1", "st-3", StepKind.CALL, "Call", NOW);
    scheduled("en-1", "st-4", StepKind.NOTIFY, "Notify", LATER);
    lead = lead.evolve(new LeadBlocked(Block.Origin.AUTOMATIC, null, "hate", "m-1", NOW, null));
    assertThat(labels()).containsExactly("Notify");
    lead = lead.evolve(new LeadUnblocked(SAM, NOW, null));
    assertThat(labels()).containsExactly("Email", "Text", "Call", "Notify");
  }

  @Test
  void whoever_unsubscribed_gets_no_email_and_whoever_opted_out_no_text() {
    scheduled("en-1", "st-1", StepKind.EMAIL, "Email", LATER);
    scheduled("en-1", "st-2", StepKind.TEXT, "Text", LATER);
    scheduled("en-1", "st-3", StepKind.CALL, "Call", LATER);
    refused("text_opted_out", true);
    assertThat(labels()).containsExactly("Email", "Call");
    refused("email_unsubscribed", true);
    assertThat(labels()).containsExactly("Call");
    refused("text_opted_out", false);
    assertThat(labels()).containsExactly("Text", "Call");
  }

  @Test
  void a_step_without_a_label_is_called_by_its_kind() {
    scheduled("en-1", "st-1", StepKind.TEXT, null, LATER);
    assertThat(labels()).containsExactly("Send Text");
  }

  @Test
  void each_touchpoint_has_the_channel_that_it_reaches_the_lead_by() {
    Map<StepKind, Channel> channels =
        Map.of(
            StepKind.EMAIL,
            Channel.EMAIL,
            StepKind.TEXT,
            Channel.TEXT,
            StepKind.CALL,
            Channel.VOICE);
    for (StepKind kind : StepKind.values()) {
      scheduled("en-1", "st-1", kind, "It", LATER);
      assertThat(next()).extracting(NextStep::channel).isEqualTo(channels.get(kind));
    }
  }

  private List<NextStep> open() {
    return NextStep.open(lead, lead.picture().known(), NOW);
  }

  /** Another lead with a run of this workflow, which becomes part of ours. */
  private void absorbs(String otherId, String enrolment, String workflow, String label) {
    LeadState ours = lead;
    lead = LeadState.unknown(otherId);
    happens(null, new EnrolmentChange(enrolment, EnrolmentChange.What.ENTERED, workflow));
    scheduled(enrolment, "st-1", StepKind.EMAIL, label, LATER);
    LeadState other = lead;
    lead = ours;
    var parts = Absorbed.partsOf(other, lead.leadId(), false, NOW.plusSeconds(++events));
    lead =
        lead.evolve(
            new LeadEvent.LeadAbsorbed(
                otherId,
                parts.stream().map(Absorbed::withoutPersonal).toList(),
                SAM,
                NOW.plusSeconds(events),
                new LeadEvent.Parts(parts)));
  }

  @Test
  void of_two_runs_of_one_workflow_that_a_merge_brings_together_the_older_is_kept() {
    happens(null, new EnrolmentChange("en-1", EnrolmentChange.What.ENTERED, "wf-1"));
    scheduled("en-1", "st-1", StepKind.EMAIL, "Older", LATER.plusSeconds(9));
    absorbs("l-2", "en-2", "wf-1", "Younger");
    absorbs("l-3", "en-3", "wf-3", "Of another workflow");
    assertThat(labels()).containsExactly("Of another workflow", "Older");
    happens(null, new EnrolmentChange("en-1", EnrolmentChange.What.LEFT, "wf-1"));
    assertThat(labels()).containsExactly("Of another workflow");
    lead = lead.evolve(new LeadEvent.LeadUnmerged("l-2", SAM, NOW.plusSeconds(++events)));
    assertThat(labels()).containsExactly("Of another workflow");
  }

  @Test
  void a_run_that_had_ended_before_the_merge_cancels_nothing() {
    happens(null, new EnrolmentChange("en-1", EnrolmentChange.What.ENTERED, "wf-1"));
    happens(null, new EnrolmentChange("en-1", EnrolmentChange.What.LEFT, "wf-1"));
    absorbs("l-2", "en-2", "wf-1", "Goes on");
    assertThat(labels()).containsExactly("Goes on");
  }

  private List<String> labels() {
    return open().stream().map(NextStep::label).toList();
  }

  private @Nullable NextStep next() {
    return LeadRow.of(lead, NOW).nextStep();
  }

  private @Nullable Hold hold() {
    NextStep next = next();
    assertThat(next).isNotNull();
    return next.hold();
  }

  private void scheduled(
      String enrolment, String step, StepKind kind, @Nullable String label, Instant dueAt) {
    happens(TouchpointChange.scheduled(enrolment, step, kind, label, dueAt, null), null);
  }

  private void held(String enrolment, String step, HoldReason reason, @Nullable Instant until) {
    happens(TouchpointChange.held(enrolment, step, reason, until), null);
  }

  private void ended(String enrolment, String step, What how) {
    happens(TouchpointChange.ended(enrolment, step, how, null), null);
  }

  private void enrolled(String enrolment, EnrolmentChange.What what) {
    happens(null, new EnrolmentChange(enrolment, what));
  }

  private void refused(String field, boolean is) {
    var seen = new Content.Observation(field, new Value.Flag(is), Provenance.SELF);
    happens(
        new Content(List.of(), List.of(seen), null, null, null, null, new Json("{}"), null, null));
  }

  private Moment moment() {
    return new Moment(NOW.plusSeconds(++events), "/workflows", "e-" + events);
  }

  private void happens(@Nullable TouchpointChange step, @Nullable EnrolmentChange run) {
    happens(new Content(List.of(), List.of(), step, run, null, null, new Json("{}"), null, null));
  }

  private void happens(Content content) {
    Moment moment = moment();
    var origin =
        new Origin(
            "leadline.workflow.step-scheduled.v1",
            moment.source(),
            moment.id(),
            moment.at(),
            moment.at(),
            null,
            moment.at(),
            Channel.WORKFLOW,
            Actor.Kind.SYSTEM,
            null,
            null,
            false,
            false);
    lead = lead.evolve(new InteractionRecorded(origin, NOTHING, null, content));
  }
}
