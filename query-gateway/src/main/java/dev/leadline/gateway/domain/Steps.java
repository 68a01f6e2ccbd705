package dev.leadline.gateway.domain;

import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Touchpoint;
import dev.leadline.events.lead.TouchpointChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What workflows will do with a lead, soonest first, and what they did, newest first. */
public record Steps(List<Step> upcoming, List<Step> past) {

  /** As for the next step of a row: late by more than this is overdue, and still shown. */
  private static final Duration OVERDUE_AFTER = Duration.ofMinutes(15);

  /**
   * A step that reaches the lead or the team.
   *
   * @param at when it is due, or when it ended
   * @param reason why it ended as it did, where the workflow engine says so
   */
  public record Step(
      String label,
      @Nullable StepKind kind,
      Instant at,
      boolean overdue,
      @Nullable String reason) {}

  /** The steps of a lead. */
  public static Steps of(LeadState lead, Instant now) {
    List<Touchpoint> all = lead.picture().touchpoints();
    return new Steps(
        all.stream()
            .map(touchpoint -> upcoming(touchpoint, now))
            .filter(step -> step != null)
            .sorted(Comparator.comparing(Step::at))
            .toList(),
        all.stream()
            .map(Steps::past)
            .filter(step -> step != null)
            .sorted(Comparator.comparing(Step::at).reversed())
            .toList());
  }

  private static @Nullable Step upcoming(Touchpoint touchpoint, Instant now) {
    Instant dueAt = touchpoint.dueAt();
    if (dueAt == null) return null;
    boolean overdue = dueAt.plus(OVERDUE_AFTER).isBefore(now);
    return new Step(label(touchpoint), kind(touchpoint), dueAt, overdue, null);
  }

  private static @Nullable Step past(Touchpoint touchpoint) {
    Touchpoint.Change ended = touchpoint.ended();
    if (ended == null) return null;
    return new Step(
        label(touchpoint), kind(touchpoint), ended.moment().at(), false, ended.change().reason());
  }

  private static @Nullable StepKind kind(Touchpoint touchpoint) {
    Touchpoint.Change scheduled = touchpoint.scheduled();
    return scheduled == null ? null : scheduled.change().kind();
  }

  private static String label(Touchpoint touchpoint) {
    for (Touchpoint.Change change :
        new Touchpoint.@Nullable Change[] {touchpoint.scheduled(), touchpoint.ended()}) {
      String label = change == null ? null : label(change.change());
      if (label != null) return label;
    }
    return "Workflow step";
  }

  private static @Nullable String label(TouchpointChange change) {
    if (change.label() != null) return change.label();
    StepKind kind = change.kind();
    return kind == null ? null : kind.label();
  }
}
