package dev.leadline.events.lead;

import dev.leadline.events.channel.WorkflowFact.HoldReason;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow did with one of its steps for the lead. The natural key of a touchpoint is its
 * enrolment and its step.
 *
 * @param kind known once the step was scheduled, and of what no workflow had to schedule
 * @param dueAt when the step is to happen: given when it is scheduled, and perhaps when it is held
 * @param hold why it waits
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
    @Nullable HoldReason hold,
    @Nullable String reason) {

  /**
   * What stands for the enrolment where there was none, so that a call's id is that of its step.
   */
  private static final String MISSED_CALLS = "voice.call-missed";

  /** What happened to the step. */
  public enum What {
    SCHEDULED,
    HELD,
    EXECUTED,
    SKIPPED,
    FAILED;

    /** Nothing brings the step back. */
    public boolean isEnd() {
      return this != SCHEDULED && this != HELD;
    }
  }

  /** A step that was given a time. */
  public static TouchpointChange scheduled(
      String enrolmentId,
      String stepId,
      StepKind kind,
      @Nullable String label,
      Instant dueAt,
      @Nullable String agentId) {
    return new TouchpointChange(
        enrolmentId, stepId, What.SCHEDULED, kind, label, dueAt, agentId, null, null);
  }

  /** A step that waits. */
  public static TouchpointChange held(
      String enrolmentId, String stepId, HoldReason hold, @Nullable Instant resumesAt) {
    return new TouchpointChange(
        enrolmentId, stepId, What.HELD, null, null, resumesAt, null, hold, null);
  }

  /** A step that came to an end. */
  public static TouchpointChange ended(
      String enrolmentId, String stepId, What how, @Nullable String reason) {
    return new TouchpointChange(enrolmentId, stepId, how, null, null, null, null, null, reason);
  }

  /** A call that nobody answered: a step that was taken, whether or not a workflow planned it. */
  public static TouchpointChange missedCall(String callId, @Nullable String reason) {
    return new TouchpointChange(
        MISSED_CALLS,
        callId,
        What.EXECUTED,
        StepKind.CALL,
        "Missed call",
        null,
        null,
        null,
        reason);
  }
}
