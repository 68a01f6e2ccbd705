package dev.leadline.events.lead;

import dev.leadline.events.channel.WorkflowFact.StepKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow did with one of its steps for the lead. The natural key of a touchpoint is its
 * enrolment and its step.
 *
 * @param kind known once the step was scheduled
 * @param dueAt when the step is to happen; given when it is scheduled
 * @param reason why it ended as it did, as the workflow engine says it
 */
public record TouchpointChange(
    String enrolmentId,
    String stepId,
    What what,
    @Nullable StepKind kind,
    @Nullable String label,
    @Nullable Instant dueAt,
    @Nullable String agentId,
    @Nullable String reason) {

  /** What happened to the step. */
  public enum What {
    SCHEDULED,
    EXECUTED;

    /** Nothing brings the step back. */
    public boolean isEnd() {
      return this != SCHEDULED;
    }
  }
}
