package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.providers.StandIn;
import dev.leadline.events.Json;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a lead event on Kafka to the score among the channel events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationIT {

  private StandIn endpoint;
  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    endpoint = new StandIn();
    service =
        new RunningService(
            folder,
            "--LEADLINE_MODERATION_PROVIDER=openai",
            "--LEADLINE_MODERATION_URL=" + endpoint.address(),
            "--LEADLINE_MODERATION_PAUSE=PT0.01S",
            "--LEADLINE_MODERATION_OPEN_FOR=PT0.5S");
  }

  @AfterAll
  void stop() {
    service.close();
    endpoint.close();
  }

  private void says(String leadId, String text) {
    String now = Instant.now().toString();
    produce(
        leadId,
        """
        {"origin": {"type": "leadline.chat.message-received.v1", "source": "/s", "id": "%1$s",
          "at": "%2$s", "occurredAt": "%2$s", "receivedAt": "%2$s", "channel": "CHAT",
          "actor": "LEAD", "conversationId": "c-1", "late": false, "clamped": false},
         "decision": {"stages": ["ENGAGED"], "messages": 1, "hidden": false, "suppressed": false},
         "personal": {"payload": {"messageId": "m-1", "text": "%3$s"}}}
        """
            .formatted(UUID.randomUUID(), now, text));
  }

  private void produce(String leadId, String body) {
    service.announce(
        leadId,
        "event-of-" + leadId,
        1,
        Instant.now(),
        "leadline.lead.interaction-recorded.v1",
        body);
  }

  /** The scores of a lead that are on the topic by now. */
  private List<JsonNode> scoresOf(String leadId) {
    return service.toldOf(leadId, "moderation.message-scored");
  }

  private double unavailable() {
    return service.bean(MeterRegistry.class).counter(Meters.MODERATION_UNAVAILABLE.meter()).count();
  }

  @Test
  void a_harmful_message_is_scored_and_the_score_is_a_channel_event() {
    endpoint.forget();
    endpoint.answers(StandIn.scores("{\"harassment\":0.4,\"hate\":0.2}"));
    says("lead-a", "You idiot");
    await("the score is there")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !scoresOf("lead-a").isEmpty());
    JsonNode scored = scoresOf("lead-a").getFirst();
    assertThat(scored)
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"messageId":"m-1","scores":{"harassment":0.4,"hate":0.2},"model":"omni-2024"}
                """));
    assertThat(service.toldOf("lead-a").getFirst().path("conversationId").asString())
        .isEqualTo("c-1");
  }

  @Test
  void while_the_provider_is_away_messages_wait_and_are_scored_late_once_it_is_back() {
    endpoint.forget();
    double before = unavailable();
    says("lead-b", "I hate you");
    await("the provider is away")
        .atMost(Duration.ofSeconds(30))
        .until(() -> unavailable() > before);
    assertThat(scoresOf("lead-b")).isEmpty();
    await("it is counted that records wait")
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.bean(MeterRegistry.class).counter(Meters.RETRIES.meter()).count() > 0);
    for (int i = 0; i < 8; i++) endpoint.answers(StandIn.scores("{\"hate\":0.4}"));
    await("the score is there")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !scoresOf("lead-b").isEmpty());
  }

  @Test
  void a_message_that_breaks_our_code_is_passed_over_and_those_behind_it_are_scored() {
    endpoint.forget();
    endpoint.answers(StandIn.scores("{\"harassment\":0.4}"));
    String now = Instant.now().toString();
    produce(
        "lead-d",
        """
        {"origin": {"type": "leadline.chat.message-received.v1", "source": "/s", "id": "%1$s",
          "at": "%2$s", "occurredAt": "%2$s", "receivedAt": "%2$s", "channel": "CHAT",
          "actor": "LEAD", "late": false, "clamped": false},
         "decision": {"stages": ["ENGAGED"], "messages": 1, "hidden": false, "suppressed": false},
         "personal": {"payload": {"messageId": {"no": "text"}, "text": ["neither"]}}}
        """
            .formatted(UUID.randomUUID(), now));
    says("lead-e", "You fool");
    await("the score is there")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !scoresOf("lead-e").isEmpty());
  }

  @Test
  void what_cannot_be_read_is_counted_and_passed_over() {
    MeterRegistry meters = service.bean(MeterRegistry.class);
    produce("lead-c", "{broken");
    await("it is counted")
        .atMost(Duration.ofSeconds(30))
        .until(() -> meters.counter(Meters.BROKEN.meter()).count() >= 1);
  }

  @Test
  void every_meter_of_ours_is_in_the_list_of_meters() {
    var registered =
        service.bean(MeterRegistry.class).getMeters().stream()
            .map(meter -> meter.getId().getName())
            .filter(name -> name.startsWith("leadline."))
            .toList();
    assertThat(registered).contains(Meters.BROKEN.meter(), Meters.RETRIES.meter());
    assertThat(Arrays.stream(Meters.values()).map(Meters::meter)).containsAll(registered);
  }
}
