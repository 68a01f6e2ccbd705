package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What comes next for a lead, and why it waits: scenario 12 of domain, section 7. */
class NextStepE2E {

  private static final String STEP = "\"enrolmentId\": \"e-1\", \"stepId\": \"s-2\"";

  private static String hold(JsonNode row) {
    return row.path("nextStep").path("hold").asString("");
  }

  @Test
  void scenario_12_the_next_step_is_shown_with_its_time_and_with_why_it_waits() {
    Story story = Story.of("scenario-12").writes("m-1", "Hello");
    Instant due = story.at().plus(Duration.ofDays(2));
    story
        .tells("workflow.enrolled", "{\"workflowId\": \"w-1\", \"enrolmentId\": \"e-1\"}")
        .tells(
            "workflow.step-scheduled",
            "{\"enrolmentId\": \"e-1\", \"stepId\": \"s-1\", \"kind\": \"WAIT\", \"dueAt\": \"%s\"}"
                .formatted(due))
        .tells(
            "workflow.step-scheduled",
            "{%s, \"kind\": \"EMAIL\", \"dueAt\": \"%s\"}".formatted(STEP, due));
    story.row(
        row -> {
          assertThat(row.path("nextStepLabel").asString()).isEqualTo("Send Email");
          assertThat(row.path("nextStep").path("dueAt").asString()).isEqualTo(due.toString());
          assertThat(row.path("nextStep").path("hold").isNull()).isTrue();
        });

    Instant opens = due.plus(Duration.ofHours(9));
    story.tells(
        "workflow.step-held",
        "{%s, \"reason\": \"WINDOW\", \"resumesAt\": \"%s\"}".formatted(STEP, opens));
    story.row(
        row -> {
          assertThat(hold(row)).isEqualTo("WINDOW");
          assertThat(row.path("nextStep").path("dueAt").asString()).isEqualTo(opens.toString());
        });

    assertThat(story.asks("takeover", Story.SAM).status()).isEqualTo(200);
    story.row(row -> assertThat(hold(row)).isEqualTo("MANUAL"));
    assertThat(story.asks("return", Story.SAM).status()).isEqualTo(200);
    story.row(row -> assertThat(hold(row)).isEqualTo("WINDOW"));

    story
        .tells("workflow.step-executed", "{%s, \"result\": \"sent\"}".formatted(STEP))
        .tells("workflow.completed", "{\"workflowId\": \"w-1\", \"enrolmentId\": \"e-1\"}");
    story.row(
        row -> assertThat(row.path("nextStepLabel").asString()).isEqualTo("No upcoming steps"));
  }
}
