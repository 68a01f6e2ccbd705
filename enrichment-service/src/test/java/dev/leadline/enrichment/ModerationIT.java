package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.providers.StandIn;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** From a lead event on Kafka to the score among the channel events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationIT {

  private EmbeddedKafka kafka;
  private StandIn endpoint;
  private KafkaProducer<byte[], byte[]> producer;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, ExecutionException, InterruptedException {
    kafka = EmbeddedKafka.start(folder, 0);
    try (var admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.LEAD_EVENTS, 1, (short) 1),
                  new NewTopic(Topics.CHANNEL_EVENTS, 1, (short) 1)))
          .all()
          .get();
    }
    endpoint = new StandIn();
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    service =
        EnrichmentServiceApplication.builder()
            .run(
                "--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                "--LEADLINE_ENRICHMENT_SERVICE_PORT=0",
                "--server.address=127.0.0.1",
                "--LEADLINE_MODERATION_PROVIDER=openai",
                "--LEADLINE_MODERATION_URL=" + endpoint.address(),
                "--LEADLINE_MODERATION_PAUSE=PT0.01S",
                "--LEADLINE_MODERATION_OPEN_FOR=PT0.5S");
  }

  @AfterAll
  void stop() {
    service.close();
    producer.close();
    endpoint.close();
    kafka.close();
  }

  private void says(String leadId, String text) {
    String now = Instant.now().toString();
    produce(
        leadId,
        """
        {"origin": {"type": "leadline.chat.message-received.v1", "source": "/s", "id": "%1$s",
          "at": "%2$s", "occurredAt": "%2$s", "receivedAt": "%2$s", "channel": "CHAT",
          "actor": "LEAD", "late": false, "clamped": false},
         "decision": {"stages": ["ENGAGED"], "messages": 1, "hidden": false, "suppressed": false},
         "personal": {"payload": {"messageId": "m-1", "text": "%3$s"}}}
        """
            .formatted(UUID.randomUUID(), now, text));
  }

  private void produce(String leadId, String body) {
    var record = new ProducerRecord<byte[], byte[]>(Topics.LEAD_EVENTS, bytes(leadId), bytes(body));
    Map.of(
            "ce_id",
            "event-of-" + leadId,
            "ce_type",
            "leadline.lead.interaction-recorded.v1",
            "ce_subject",
            leadId,
            "ce_tenantid",
            "default")
        .forEach((name, value) -> record.headers().add(name, bytes(value)));
    producer.send(record);
    producer.flush();
  }

  /** The scores of a lead that are on the topic by now. */
  private List<JsonNode> scoresOf(String leadId) {
    var found = new ArrayList<JsonNode>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.CHANNEL_EVENTS));
      Instant until = Instant.now().plusSeconds(2);
      while (found.isEmpty() && Instant.now().isBefore(until))
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  JsonNode body = Json.MAPPER.readTree(record.value());
                  if (body.path("identity").path("leadId").asString().equals(leadId))
                    found.add(body);
                });
    }
    return found;
  }

  private double unavailable() {
    return service
        .getBean(MeterRegistry.class)
        .counter(Meters.MODERATION_UNAVAILABLE.meter())
        .count();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
    assertThat(scored.path("payload"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"messageId":"m-1","scores":{"harassment":0.4,"hate":0.2},"model":"omni-2024"}
                """));
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
    for (int i = 0; i < 8; i++) endpoint.answers(StandIn.scores("{\"hate\":0.4}"));
    await("the score is there")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !scoresOf("lead-b").isEmpty());
  }

  @Test
  void what_cannot_be_read_is_counted_and_passed_over() {
    MeterRegistry meters = service.getBean(MeterRegistry.class);
    produce("lead-c", "{broken");
    await("it is counted")
        .atMost(Duration.ofSeconds(30))
        .until(() -> meters.counter(Meters.BROKEN.meter()).count() >= 1);
  }

  @Test
  void every_meter_of_ours_is_in_the_list_of_meters() {
    var registered =
        service.getBean(MeterRegistry.class).getMeters().stream()
            .map(meter -> meter.getId().getName())
            .filter(name -> name.startsWith("leadline."))
            .toList();
    assertThat(Arrays.stream(Meters.values()).map(Meters::meter)).containsAll(registered);
  }
}
