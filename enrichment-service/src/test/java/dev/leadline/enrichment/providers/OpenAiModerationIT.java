package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.Unavailable;
import dev.leadline.enrichment.domain.Verdict;
import dev.leadline.enrichment.domain.Verdict.Scored;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

/** How the adapter bears every way in which an endpoint can answer, or not. */
class OpenAiModerationIT {

  private static final List<String> HELLO = List.of("Hello");

  private StandIn endpoint;
  private OpenAiModeration moderation;
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void start() throws IOException {
    endpoint = new StandIn();
    moderation = moderation(Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private OpenAiModeration moderation(Duration timeout, Duration longestPause) {
    return moderation(timeout, longestPause, true);
  }

  private OpenAiModeration moderation(
      Duration timeout, Duration longestPause, boolean allowInside) {
    var settings =
        new ModerationSettings(
            ModerationSettings.Provider.OPENAI,
            endpoint.address(),
            "secret-key",
            "omni",
            timeout,
            3,
            Duration.ofMillis(20),
            longestPause,
            Duration.ofMillis(300));
    CallSettings calls =
        settings.bounds(
            new CallSettings(
                allowInside,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                2,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                4));
    return new OpenAiModeration(
        new HttpDoor(RestClient.builder(), calls, Clock.systemUTC()),
        new Backend("moderation", calls, meters),
        settings);
  }

  private void isUnavailable() {
    assertThatThrownBy(() -> moderation.score(HELLO))
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("Hello");
  }

  @Test
  void each_text_gets_the_highest_score_of_each_category_and_what_is_finer_than_it() {
    endpoint.answers(
        StandIn.scores(
            "{\"harassment\":0.2,\"harassment/threatening\":0.7,\"self-harm\":0.01}",
            "{\"hate\":1.2}"));
    assertThat(moderation.score(List.of("One", "Two")))
        .containsExactly(
            new Scored(Map.of("harassment", 0.7, "self-harm", 0.01), "omni-2024"),
            new Scored(Map.of("hate", 1.0), "omni-2024"));
    assertThat(endpoint.asked())
        .containsExactly("Bearer secret-key {\"model\":\"omni\",\"input\":[\"One\",\"Two\"]}");
  }

  @Test
  void a_slow_answer_is_given_up_in_time_and_asked_for_again() {
    moderation = moderation(Duration.ofSeconds(2), Duration.ofSeconds(5));
    endpoint.answers(StandIn.slow(Duration.ofSeconds(20)), StandIn.scores("{\"hate\":0.5}"));
    Instant before = Instant.now();
    assertThat(moderation.score(HELLO)).hasSize(1);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
    assertThat(endpoint.asked()).hasSize(2);
  }

  @Test
  void an_endpoint_that_is_down_is_unavailable() {
    endpoint.close();
    isUnavailable();
  }

  @Test
  void garbage_is_asked_for_again_and_then_unavailable() {
    endpoint.answers(
        StandIn.status(200, "<html>"),
        StandIn.status(200, "{\"results\":[]}"),
        StandIn.status(200, "{\"results\":[{\"category_scores\":{}}]}"));
    isUnavailable();
    assertThat(endpoint.asked()).hasSize(3);
  }

  @Test
  void a_key_that_is_refused_is_not_tried_again_at_once() {
    endpoint.answers(StandIn.status(401, "{}"));
    isUnavailable();
    assertThat(endpoint.asked()).hasSize(1);
  }

  @Test
  void an_address_that_has_no_such_endpoint_is_for_an_operator_to_see_to() {
    endpoint.answers(StandIn.status(404, "{}"));
    isUnavailable();
    assertThat(endpoint.asked()).hasSize(1);
  }

  @Test
  void what_leads_write_is_not_sent_inside_the_network_unless_that_is_allowed() {
    moderation = moderation(Duration.ofSeconds(10), Duration.ofSeconds(5), false);
    isUnavailable();
    assertThat(endpoint.asked()).isEmpty();
  }

  @Test
  void too_many_calls_are_made_again_after_the_time_that_is_asked_for() {
    endpoint.answers(StandIn.busy(1), StandIn.scores("{\"hate\":0.5}"));
    Instant before = Instant.now();
    assertThat(moderation.score(HELLO)).hasSize(1);
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void a_pause_that_is_too_long_is_waited_for_elsewhere() {
    endpoint.answers(StandIn.busy(3600));
    isUnavailable();
    assertThat(endpoint.asked()).hasSize(1);
  }

  @Test
  void a_server_that_breaks_is_asked_again_and_then_unavailable() {
    endpoint.answers(StandIn.status(500, "{}"), StandIn.scores("{\"hate\":0.5}"));
    assertThat(moderation.score(HELLO)).hasSize(1);
    endpoint.answers(
        StandIn.status(500, "{}"), StandIn.status(503, "{}"), StandIn.status(502, "{}"));
    isUnavailable();
  }

  @Test
  void a_text_that_is_not_taken_does_not_hold_up_the_others() {
    endpoint.answers(
        StandIn.status(400, "{}"), StandIn.scores("{\"hate\":0.5}"), StandIn.status(400, "{}"));
    assertThat(moderation.score(List.of("One", "Two")))
        .containsExactly(new Scored(Map.of("hate", 0.5), "omni-2024"), new Verdict.NotTaken());
  }

  @Test
  void once_most_calls_have_failed_nobody_is_asked_until_two_calls_went_well_again() {
    for (int i = 0; i < 12; i++) endpoint.answers(StandIn.status(500, "{}"));
    isUnavailable();
    isUnavailable();
    int asked = endpoint.asked().size();
    isUnavailable();
    assertThat(endpoint.asked()).as("the breaker is open").hasSize(asked);
    assertThat(
            meters
                .counter(
                    "leadline.enrichment-service.calls",
                    "backend",
                    "moderation",
                    "outcome",
                    "kept-back")
                .count())
        .isPositive();
    endpoint.forget();
    for (int i = 0; i < 4; i++) endpoint.answers(StandIn.scores("{\"hate\":0.5}"));
    await("it is half open, then closed")
        .atMost(Duration.ofSeconds(5))
        .until(() -> isScored() && isScored() && isScored());
  }

  private boolean isScored() {
    try {
      return moderation.score(HELLO).size() == 1;
    } catch (Unavailable still) {
      return false;
    }
  }
}
