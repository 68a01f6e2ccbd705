package dev.leadline.gateway.http;

import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.gateway.domain.Steps;
import org.jspecify.annotations.Nullable;

/** A step of a workflow as the side of a lead's page shows it. */
record StepLine(
    String label, @Nullable String kind, Viewer.When at, boolean overdue, @Nullable String reason) {

  static StepLine of(Steps.Step step, Viewer viewer) {
    StepKind kind = step.kind();
    String name = kind == null || kind.label().equals(step.label()) ? null : kind.label();
    return new StepLine(step.label(), name, viewer.when(step.at()), step.overdue(), step.reason());
  }
}
