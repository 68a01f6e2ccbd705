package dev.leadline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import org.junit.jupiter.api.Test;

class RefusalTest {

  private static String told(String problem) {
    return Refusal.told(Json.MAPPER.readTree(problem));
  }

  @Test
  void every_mistake_is_told_by_the_name_that_the_form_has_for_its_field() {
    assertThat(
            told(
                """
                {"detail": "'zone' is no time zone.", "errors": [
                  {"field": "zone", "detail": "is no time zone such as Europe/Lisbon"},
                  {"field": "job_title", "detail": "is longer than 2,000 characters"}]}
                """))
        .isEqualTo(
            "“Time zone” is no time zone such as Europe/Lisbon."
                + " “Job title” is longer than 2,000 characters.");
  }

  @Test
  void what_has_no_mistakes_in_its_fields_says_itself_what_is_wrong() {
    assertThat(told("{\"detail\": \"Not now.\", \"errors\": []}")).isEqualTo("Not now.");
    assertThat(told("{}")).isEqualTo("That did not work.");
  }
}
