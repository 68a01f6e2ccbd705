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
