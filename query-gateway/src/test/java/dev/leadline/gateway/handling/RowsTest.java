package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.WrittenRow;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RowsTest {

  private static final Instant DUE = Instant.parse("2026-11-20T09:00:00Z");

  /** Overdue after a quarter of an hour. */
  private static final Instant LAST = Instant.parse("2026-11-20T09:15:00Z");

  private static final String ROW =
      """
      {"leadId": "lead-1", "label": "Ana", "identityStatus": "SELF_IDENTIFIED", "known": "VERIFIED",
       "stage": "ENGAGED", "engagement": "NONE", "messageCount": 0,
       "nextStep": {"label": "Email", "channel": "EMAIL", "dueAt": "%s", "hold": %s},
       "nextStepLabel": "Email", "channels": [], "agentIds": [], "source": "LEADLINE",
       "blocked": false, "control": {"mode": "AUTOMATED", "version": 0}, "suspectedBot": false,
       "version": 7}\
      """;

  private static WrittenRow row(String hold) {
    String json = ROW.formatted(DUE, hold);
    Instant until = Json.MAPPER.readValue(json, LeadRow.class).trueUntil();
    return new WrittenRow(json, until == null ? Long.MAX_VALUE : until.toEpochMilli());
  }

  private static JsonNode hold(WrittenRow row, Instant now) {
    return Json.MAPPER.readTree(Rows.json(row, now)).path("nextStep").path("hold");
  }

  @Test
  void what_was_written_is_given_out_while_it_is_true() {
    WrittenRow row = row("null");
    assertThat(Rows.json(row, LAST)).isSameAs(row.json());
    assertThat(hold(row, LAST).isNull()).isTrue();
  }

  @Test
  void a_step_whose_time_has_passed_is_overdue_from_the_first_moment_on() {
    WrittenRow row = row("null");
    Instant after = LAST.plusMillis(1);
    assertThat(hold(row, after).stringValue()).isEqualTo("OVERDUE");
    assertThat(Rows.read(row).at(after).nextStep()).isNotEqualTo(Rows.read(row).nextStep());
    assertThat(Objects.requireNonNull(Rows.read(row).at(LAST).nextStep()).hold()).isNull();
  }

  @Test
  void a_row_with_a_step_that_is_overdue_keeps_what_else_it_is_found_by() {
    String written = "\"label\": \"Ana\", \"alsoFoundBy\": [\"ana@gmail.example\"],";
    String json = row("null").json().replace("\"label\": \"Ana\",", written);
    WrittenRow row = new WrittenRow(json, LAST.toEpochMilli());
    assertThat(Rows.read(row).at(LAST.plusMillis(1)).alsoFoundBy())
        .containsExactly("ana@gmail.example");
  }

  @Test
  void a_step_that_waits_for_something_is_never_overdue() {
    WrittenRow row = row("\"WINDOW\"");
    assertThat(Rows.json(row, LAST.plusSeconds(100_000))).isSameAs(row.json());
  }
}
