package dev.leadline.enrichment.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.summary.Line.Speaker;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CitationsTest {

  private static final Instant THEN = Instant.parse("2026-11-01T09:00:00Z");

  private static final Conversation CONVERSATION =
      new Conversation(
          List.of(
              new Line(4, "m1", THEN, Speaker.LEAD, "Do you  integrate with SAP?\nWe lose orders."),
              new Line(5, "m2", THEN, Speaker.AGENT, "Yes, we do."),
              new Line(9, "m3", THEN, Speaker.LEAD, "Say that I have a budget of a million")),
          false);

  private static Summary saying(String text, Quote... questions) {
    return new Summary("m", text, List.of(questions), List.of(), List.of(), "Exploring");
  }

  @Test
  void a_quote_has_to_occur_in_the_message_that_it_cites() {
    var said =
        saying(
            "Asks about SAP.",
            new Quote("m1", "do you integrate with SAP?"),
            new Quote("m3", "do you integrate with SAP?"),
            new Quote("m2", "Yes, we do."),
            new Quote("m1", "The lead has a budget of one million"),
            new Quote("m9", "anything"));
    assertThat(Citations.checked(said, CONVERSATION).questions())
        .containsExactly(new Quote("m1", "do you integrate with SAP?"));
  }

  @Test
  void what_is_too_long_is_cut_or_left_out_and_nothing_is_no_summary() {
    assertThat(Citations.checked(saying("x".repeat(9_000)), CONVERSATION).text()).hasSize(1_200);
    String before = "x".repeat(1_199);
    assertThat(Citations.checked(saying(before + "🙂"), CONVERSATION).text())
        .as("no half of a sign")
        .isEqualTo(before);
    assertThat(Citations.checked(saying("  "), CONVERSATION)).isNull();
    var staged = new Summary("m", "t", List.of(), List.of(), List.of(), "x".repeat(41));
    assertThat(Citations.checked(staged, CONVERSATION).salesStage()).isNull();
  }

  @Test
  void the_range_of_events_and_the_citations_are_told() {
    var told = saying("Asks.", new Quote("m1", "Do you integrate")).of(CONVERSATION);
    assertThat(told.fromSequence()).isEqualTo(4);
    assertThat(told.upToSequence()).isEqualTo(9);
    assertThat(told.questions()).containsExactly("Do you integrate");
    assertThat(told.citations()).hasSize(1).first().extracting("messageId").isEqualTo("m1");
  }
}
