package dev.leadline.events.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Touchpoint;
import dev.leadline.events.lead.TouchpointChange;
import dev.leadline.events.lead.TouchpointChange.What;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The next step is the soonest open touchpoint. */
class NextStepTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  @Test
  void without_a_touchpoint_there_is_no_next_step() {
    assertThat(NextStep.of(List.of(), NOW)).isNull();
    LeadRow row = LeadRow.of(LeadState.unknown("l-1"), NOW);
    assertThat(row.nextStep()).isNull();
    assertThat(row.nextStepLabel()).isEqualTo("No upcoming steps");
  }

  @Test
  void the_soonest_wins() {
    assertThat(
            next(
                open("en-1", StepKind.EMAIL, "Later", NOW.plusSeconds(60)),
                open("en-2", StepKind.CALL, "Sooner", NOW.plusSeconds(30))))
        .isEqualTo(new NextStep("Sooner", Channel.VOICE, NOW.plusSeconds(30), null));
  }

  @Test
  void of_two_at_the_same_time_the_first_enrolment_wins() {
    assertThat(
            next(
                open("en-2", StepKind.EMAIL, "Second", NOW),
                open("en-1", StepKind.EMAIL, "First", NOW)))
        .extracting(NextStep::label)
        .isEqualTo("First");
  }

  @Test
  void a_step_that_has_ended_is_none() {
    var ended = new Touchpoint("en-1", "st-1", scheduled("en-1", NOW), executed("en-1"));
    assertThat(NextStep.of(List.of(ended), NOW)).isNull();
  }

  @Test
  void a_step_of_which_only_the_end_is_known_is_none() {
    var ended = new Touchpoint("en-1", "st-1", null, executed("en-1"));
    assertThat(NextStep.of(List.of(ended), NOW)).isNull();
  }

  @Test
  void a_step_is_overdue_after_a_quarter_of_an_hour_and_still_shown() {
    Instant due = NOW.minus(Duration.ofMinutes(15));
    assertThat(next(open("en-1", StepKind.EMAIL, "It", due))).extracting(NextStep::hold).isNull();
    assertThat(next(open("en-1", StepKind.EMAIL, "It", due.minusSeconds(1))))
        .extracting(NextStep::hold)
        .isEqualTo(NextStep.Hold.OVERDUE);
  }

  @Test
  void a_step_without_a_label_is_called_by_its_kind() {
    assertThat(next(open("en-1", StepKind.TEXT, null, NOW)))
        .extracting(NextStep::label)
        .isEqualTo("Send Text");
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
    for (StepKind kind : StepKind.values())
      assertThat(next(open("en-1", kind, "It", NOW)))
          .extracting(NextStep::channel)
          .isEqualTo(channels.get(kind));
  }

  private static @Nullable NextStep next(Touchpoint... touchpoints) {
    return NextStep.of(List.of(touchpoints), NOW);
  }

  private static Touchpoint open(
      String enrolment, StepKind kind, @Nullable String label, Instant dueAt) {
    return new Touchpoint(
        enrolment, "st-1", change(enrolment, What.SCHEDULED, kind, label, dueAt), null);
  }

  private static Touchpoint.Change scheduled(String enrolment, Instant dueAt) {
    return change(enrolment, What.SCHEDULED, StepKind.EMAIL, null, dueAt);
  }

  private static Touchpoint.Change executed(String enrolment) {
    return change(enrolment, What.EXECUTED, null, null, null);
  }

  private static Touchpoint.Change change(
      String enrolment,
      What what,
      @Nullable StepKind kind,
      @Nullable String label,
      @Nullable Instant dueAt) {
    return new Touchpoint.Change(
        new TouchpointChange(enrolment, "st-1", what, kind, label, dueAt, null, null),
        new Moment(NOW, "/workflows", "e-1"));
  }
}
