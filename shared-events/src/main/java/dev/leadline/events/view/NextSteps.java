package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Touchpoint;
import dev.leadline.events.lead.TouchpointChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What workflows will do with a lead, soonest first, and what was done, newest first: their steps,
 * and calls that nobody answered (domain 4.2).
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NextSteps(List<NextStep> upcoming, List<Past> past) {

  /**
   * A step that reached the lead or the team, or was to.
   *
   * @param at when it ended
   * @param result how it ended
   * @param reason why it ended as it did, where the workflow engine says so
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Past(
      String label,
      @Nullable StepKind kind,
      Instant at,
      TouchpointChange.What result,
      @Nullable String reason) {}

  /**
   * The steps of a lead.
   *
   * @param now decides which is overdue
   */
  public static NextSteps of(LeadState lead, Instant now) {
    var known = lead.picture().known();
    return new NextSteps(
        NextStep.open(lead, known, now),
        known.touchpoints().stream()
            .map(NextSteps::past)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(Past::at).reversed())
            .toList());
  }

  private static @Nullable Past past(Touchpoint touchpoint) {
    Touchpoint.Change ended = touchpoint.ended();
    if (ended == null) return null;
    TouchpointChange told =
        (touchpoint.scheduled() == null ? ended : touchpoint.scheduled()).change();
    StepKind kind = told.kind();
    String label = told.label();
    return new Past(
        label != null ? label : kind != null ? kind.label() : "Workflow step",
        kind,
        ended.moment().at(),
        ended.change().what(),
        ended.change().reason());
  }
}
