package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Story.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who speaks to a lead, and who is not spoken to: scenarios 6 and 7 of domain, section 7. */
class ControlE2E {

  private static final String SCORED =
      "{\"messageId\": \"%s\", \"scores\": {\"harassment\": %s, \"hate\": 0.005}}";

  /** Of which a team is told, unless the lead is blocked. */
  private static final String ASKS =
      "{\"messageId\": \"%s\", \"text\": \"%s\", \"askedForHuman\": true}";

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void scenario_6_of_two_who_take_over_together_one_does_and_an_answer_written_before_is_not_sent()
      throws InterruptedException, ExecutionException {
    Story story = Story.of("scenario-6").writes("m-1", "Is anybody there?");
    story.leadId();
    Callable<Answer> sam =
        () -> story.asks("takeover", Story.SAM + ", \"expectedControlVersion\": 0");
    Callable<Answer> kim =
        () -> story.asks("takeover", Story.KIM + ", \"expectedControlVersion\": 0");
    List<Answer> answers;
    try (var members = Executors.newFixedThreadPool(2)) {
      var both = members.invokeAll(List.of(sam, kim));
      answers = List.of(both.getFirst().get(), both.getLast().get());
    }
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    boolean samWon = answers.getFirst().status() == 200;
    String winner = samWon ? "Sam Reed" : "Kim Park";
    JsonNode problem = (samWon ? answers.getLast() : answers.getFirst()).body();
    assertThat(problem.path("type").asString()).isEqualTo("/problems/already-taken-over");
    assertThat(problem.path("owner").path("memberName").asString()).isEqualTo(winner);
    assertThat(problem.path("controlVersion").asInt()).isEqualTo(1);

    story.tells(
        "chat.message-sent",
        "{\"messageId\": \"m-2\", \"text\": \"Late answer\", \"controlVersion\": 0}");
    Answer returned = story.asks("return", Story.KIM);
    assertThat(returned.status()).isEqualTo(200);

    List<JsonNode> timeline =
        story.timeline(
            entries -> {
              assertThat(Story.labels(entries))
                  .contains(winner + " has taken over the chat", "Returned to automated");
              assertThat(entries)
                  .filteredOn(entry -> entry.path("suppressed").asBoolean())
                  .singleElement()
                  .matches(entry -> entry.path("text").asString().equals("Late answer"));
            });
    assertThat(Story.labels(timeline))
        .filteredOn(label -> label.endsWith("has taken over the chat"))
        .hasSize(1);
    story.row(row -> assertThat(row.path("control").path("version").asInt()).isEqualTo(2));
  }

  @Test
  void scenario_7_three_harmful_messages_block_and_who_is_let_in_is_not_blocked_again() {
    Story story = Story.of("scenario-7");
    try (var team = Team.hearingEverything()) {
      threeBlockAndNoneAfterwards(story);
      // Two that happen in one moment are sent side by side. The last is long after the fourth: had
      // that been told of, it would be there as well.
      await("once blocked, of the message after it nothing, and let in again")
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(team.told(story.leadId()))
                      .containsExactlyInAnyOrder(
                          "lead.created",
                          "lead.engaged",
                          "lead.blocked",
                          "lead.unblocked",
                          "lead.asked-for-human"));
    }
  }

  private static void threeBlockAndNoneAfterwards(Story story) {
    story
        .writes("m-1", "One")
        .tells("moderation.message-scored", SCORED.formatted("m-1", "0.4"))
        .writes("m-2", "Two")
        .tells("moderation.message-scored", SCORED.formatted("m-2", "0.4"))
        .writes("m-3", "Three");
    story.row(
        row -> {
          assertThat(row.path("messageCount").asInt()).isEqualTo(3);
          assertThat(row.path("blocked").asBoolean()).isFalse();
        });
    story.tells("moderation.message-scored", SCORED.formatted("m-3", "0.3"));
    story.row(
        row -> {
          assertThat(row.path("blocked").asBoolean()).isTrue();
          assertThat(row.path("blockedReason").asString()).isEqualTo("harassment");
        });

    story.tells("chat.message-received", ASKS.formatted("m-4", "Four"));
    story.timeline(
        entries ->
            assertThat(entries)
                .filteredOn(entry -> entry.path("hidden").asBoolean())
                .singleElement()
                .matches(entry -> entry.path("text").asString().equals("Four")));
    story.row(row -> assertThat(row.path("messageCount").asInt()).isEqualTo(3));

    assertThat(story.asks("unblock", Story.SAM).status()).isEqualTo(200);
    story
        .writes("m-5", "Five")
        .tells("moderation.message-scored", SCORED.formatted("m-5", "0.9"))
        .tells("chat.message-received", ASKS.formatted("m-6", "Six"));
    story.row(
        row -> {
          assertThat(row.path("messageCount").asInt()).isEqualTo(5);
          assertThat(row.path("blocked").asBoolean()).isFalse();
        });
    assertThat(Story.labels(story.timeline(entries -> assertThat(entries).isNotEmpty())))
        .filteredOn(label -> label.startsWith("Blocked"))
        .hasSize(1);
  }

  @Test
  void scenario_7_what_a_lead_writes_is_scored_by_the_platform_itself_and_blocks_it() {
    Story story = Story.of("scenario-7-by-itself");
    story
        .writes("m-1", "You idiots")
        .writes("m-2", "I hate you all")
        .writes("m-3", "This is stupid");
    story.row(
        row -> {
          assertThat(row.path("blocked").asBoolean()).isTrue();
          assertThat(row.path("messageCount").asInt()).isEqualTo(3);
        });
  }
}
