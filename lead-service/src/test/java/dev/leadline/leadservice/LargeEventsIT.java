package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are larger than Kafka takes, by the producer's bound or by the topic's. */
class LargeEventsIT {

  @Test
  void an_event_that_kafka_does_not_take_is_told_without_what_is_personal_and_stops_nobody(
      @TempDir Path folder) throws Exception {
    try (var service =
        new RunningService(
            folder, null, "--spring.kafka.producer.properties.max.request.size=220000")) {
      var http = new HttpCalls(service);
      String refusedHere = told(http, text(240_000));
      String after = told(http, "small");
      told(service, refusedHere, after);

      makeSmaller(service);
      String refusedThere = told(http, text(150_000));
      String last = told(http, "small");
      told(service, refusedThere, last);
    }
  }

  /** The large one bare, and in its order. */
  private static void told(RunningService service, String large, String small) {
    List<ConsumerRecord<byte[], byte[]>> all =
        await("both are told")
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> service.records(Topics.LEAD_EVENTS, 0),
                told -> tells(told, large) && tells(told, small));
    ConsumerRecord<byte[], byte[]> bare = interaction(all, large);
    assertThat(bare.headers().lastHeader("leadline-left-out-bytes")).isNotNull();
    assertThat(Json.MAPPER.readTree(bare.value()).has("personal")).isFalse();
    assertThat(sequences(all, large)).as("the order of a lead").isSorted().contains(0L, 1L);
    ConsumerRecord<byte[], byte[]> whole = interaction(all, small);
    assertThat(whole.headers().lastHeader("leadline-left-out-bytes")).isNull();
    assertThat(Json.MAPPER.readTree(whole.value()).has("personal")).isTrue();
  }

  private static boolean tells(List<ConsumerRecord<byte[], byte[]>> all, String leadId) {
    return sequences(all, leadId).contains(1L);
  }

  /** The last time that it was told: a batch may be told again. */
  private static ConsumerRecord<byte[], byte[]> interaction(
      List<ConsumerRecord<byte[], byte[]>> all, String leadId) {
    return all.stream()
        .filter(one -> header(one, "ce_subject").equals(leadId))
        .filter(one -> header(one, "ce_type").equals("leadline.lead.interaction-recorded.v1"))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("Nothing was told of " + leadId));
  }

  private static List<Long> sequences(List<ConsumerRecord<byte[], byte[]>> all, String leadId) {
    return all.stream()
        .filter(one -> header(one, "ce_subject").equals(leadId))
        .map(one -> Long.valueOf(header(one, "ce_sequence")))
        .distinct()
        .collect(Collectors.toList());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static String told(HttpCalls http, String value) {
    return http.post(
            "/v1/leads",
            "{\"identity\":{\"email\":\"%s@acme.example\"},\"fields\":{\"notes\":\"%s\"}}"
                .formatted(UUID.randomUUID(), value))
        .is(201)
        .text("leadId");
  }

  /** One that does not become small by compression. */
  private static String text(int length) {
    return new Random(length)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void makeSmaller(RunningService service)
      throws ExecutionException, InterruptedException {
    try (var admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) service.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, Topics.LEAD_EVENTS),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "50000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }
}
