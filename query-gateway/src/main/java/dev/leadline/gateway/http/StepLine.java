package dev.leadline.gateway.http;

import dev.leadline.events.view.NextStep;
import dev.leadline.events.view.NextSteps;
import dev.leadline.gateway.domain.Phrases;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow as the side of a lead's page shows it.
 *
 * @param hold why it waits, or how it ended where it was not carried out
 */
record StepLine(
    String label,
    @Nullable String kind,
    Viewer.When at,
    @Nullable String hold,
    @Nullable String reason) {

  static StepLine of(NextStep step, Viewer viewer) {
    return new StepLine(
        step.label(),
        step.channel() == null
            ? null
            : Phrases.field(step.channel().name().toLowerCase(Locale.ROOT)),
        viewer.when(step.dueAt()),
        step.hold() == null ? null : LeadLine.hold(step.hold()),
        null);
  }

  static StepLine of(NextSteps.Past step, Viewer viewer) {
    String kind = step.kind() == null ? null : step.kind().label();
    return new StepLine(
        step.label(),
        step.label().equals(kind) ? null : kind,
        viewer.when(step.at()),
        switch (step.result()) {
          case SKIPPED -> "Skipped";
          case FAILED -> "Failed";
          case SCHEDULED, HELD, EXECUTED -> null;
        },
        step.reason());
  }
}
