package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the workflow engine does with a lead. */
public sealed interface WorkflowFact extends ChannelFact {

  /** A step was given a time. */
  @Wire(name = "workflow.step-scheduled")
  record StepScheduled(
      @Nullable String workflowId,
      String enrolmentId,
      String stepId,
      StepKind kind,
      @Nullable String label,
      Instant dueAt,
      @Nullable String agentId)
      implements WorkflowFact {}

  /** A step was carried out. */
  @Wire(name = "workflow.step-executed")
  record StepExecuted(
      @Nullable String workflowId,
      String enrolmentId,
      String stepId,
      @Nullable String result,
      @Nullable String reason)
      implements WorkflowFact {}

  /** The lead entered a workflow. */
  @Wire(name = "workflow.enrolled")
  record Enrolled(
      String workflowId, @Nullable String version, String enrolmentId, @Nullable String name)
      implements WorkflowFact {}

  /**
   * A step waits although its time has come.
   *
   * @param resumesAt when it will be tried again, where that is known
   */
  @Wire(name = "workflow.step-held")
  record StepHeld(
      @Nullable String workflowId,
      String enrolmentId,
      String stepId,
      HoldReason reason,
      @Nullable Instant resumesAt)
      implements WorkflowFact {}

  /** A step was passed over. */
  @Wire(name = "workflow.step-skipped")
  record StepSkipped(
      @Nullable String workflowId, String enrolmentId, String stepId, @Nullable String reason)
      implements WorkflowFact {}

  /** A step could not be carried out. */
  @Wire(name = "workflow.step-failed")
  record StepFailed(
      @Nullable String workflowId, String enrolmentId, String stepId, @Nullable String reason)
      implements WorkflowFact {}

  /** The lead left a workflow before its end. */
  @Wire(name = "workflow.exited")
  record Exited(@Nullable String workflowId, String enrolmentId, @Nullable String reason)
      implements WorkflowFact {}

  /** The lead came to the end of a workflow. */
  @Wire(name = "workflow.completed")
  record Completed(@Nullable String workflowId, String enrolmentId, @Nullable String reason)
      implements WorkflowFact {}

  /** Why a step waits. */
  enum HoldReason {
    WINDOW,
    MANUAL,
    UNPUBLISHED,
    BLOCKED
  }

  /** Which step it is; the first four reach the lead or the team and so are touchpoints. */
  enum StepKind {
    EMAIL("Send Email", true),
    TEXT("Send Text", true),
    CALL("Call Phone", true),
    NOTIFY("Notify", true),
    WAIT("Wait", false),
    TIME_OF_DAY("Time of Day", false),
    CONDITION("Condition", false),
    API("API", false),
    PROMPT("Prompt", false);

    private final String label;
    private final boolean touchpoint;

    StepKind(String label, boolean touchpoint) {
      this.label = label;
      this.touchpoint = touchpoint;
    }

    /** What a person reads when the step has no label of its own. */
    public String label() {
      return label;
    }

    /** Whether the step reaches the lead or the team. */
    public boolean isTouchpoint() {
      return touchpoint;
    }

    /** Whether the step reaches the lead, and so is held while a member has taken over. */
    public boolean isLeadFacing() {
      return touchpoint && this != NOTIFY;
    }
  }
}
