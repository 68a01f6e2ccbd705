package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.embedded.LoopbackPort;
import dev.leadline.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** A demo is killed in the middle of traffic, and everything started again. */
@Execution(ExecutionMode.CONCURRENT)
class CrashE2E {

  private static final int VISITORS = 20;
  private static final String TRAFFIC = "message from outside ";

  /** After each hundred: what is stored twice has to be read twice, on a machine of any speed. */
  private static final Duration BREATH = Duration.ofMillis(300);

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void a_demo_fills_and_after_kill_9_every_acknowledged_event_is_there_once(@TempDir Path data)
      throws Exception {
    int kafkaPort = LoopbackPort.free();
    try (var demo = ChildPlatform.demo(data, kafkaPort);
        var outsider = new Outsider(demo.gateway(), "127.0.0.1:" + kafkaPort, demo.key())) {
      fills(outsider);
      var stopped = new AtomicBoolean();
      Thread traffic = Thread.ofPlatform().start(() -> produce(kafkaPort, stopped));
      await("traffic that is being stored")
          .atMost(Duration.ofMinutes(2))
          .until(() -> acknowledged.size() > 1_000 && messagesOfFirst(outsider) > 5);
      demo.kill();
      stopped.set(true);
      traffic.join();
    }

    try (var again = ChildPlatform.up(data, kafkaPort);
        var outsider = new Outsider(again.gateway(), "127.0.0.1:" + kafkaPort, again.key())) {
      await("every acknowledged event, once")
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(
              () -> {
                Map<String, Long> seen = textsOnScreen(outsider);
                assertThat(seen.keySet()).containsAll(acknowledged);
                assertThat(seen.values()).allMatch(times -> times == 1);
              });
      assertThat(again.stop()).as("told to stop, it ends in order").isEqualTo(128 + 15);
    }
  }

  /** Whoever looks at a demo that is ready sees leads of several stages, and then more of them. */
  private static void fills(Outsider outsider) {
    JsonNode first = outsider.json("/v1/leads?limit=200");
    assertThat(first.path("items").valueStream().map(row -> row.path("stage").stringValue()))
        .contains("BROWSING", "ENGAGED", "EMAIL_CAPTURED");
    await("more leads")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                outsider.json("/v1/leads?limit=1").path("total").asInt()
                    > first.path("total").asInt());
  }

  private void produce(int kafkaPort, AtomicBoolean stopped) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + kafkaPort,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                2000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                1000),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; !stopped.get() && i < 200_000; i++) {
        String text = TRAFFIC + i;
        producer.send(
            record(i, text),
            (sent, failure) -> {
              if (failure == null) acknowledged.add(text);
            });
        if (i % 100 == 0) {
          producer.flush();
          LockSupport.parkNanos(BREATH.toNanos());
        }
      }
    } catch (RuntimeException theBrokerIsGone) {
      assertThat(stopped.get() || acknowledged.size() > 1_000).isTrue();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(int i, String text) {
    String body =
        "{\"identity\":{\"anonymousId\":\"visitor-%d\"},\"payload\":{\"messageId\":\"m-%d\",\"text\":\"%s\"}}"
            .formatted(i % VISITORS, i, text);
    var record = new ProducerRecord<byte[], byte[]>(Topics.CHANNEL_EVENTS, null, bytes(body));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", "crash-" + i,
            "ce_source", "/outside",
            "ce_type", "leadline.chat.message-received.v1",
            "ce_time", Instant.now().toString())
        .forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static int messagesOfFirst(Outsider outsider) {
    return outsider.rowsOf("visitor-0").path(0).path("messageCount").asInt(0);
  }

  /** Every text of the traffic from outside in the timelines, and how often. */
  private static Map<String, Long> textsOnScreen(Outsider outsider) {
    var texts = new ArrayList<String>();
    for (JsonNode row : outsider.json("/v1/leads?limit=200").path("items")) {
      String path = "/v1/leads/" + row.path("leadId").stringValue() + "/timeline?limit=200";
      String cursor = "";
      do {
        JsonNode page = outsider.json(path + cursor);
        page.path("items")
            .valueStream()
            .map(entry -> entry.path("text").asString(""))
            .filter(text -> text.startsWith(TRAFFIC))
            .forEach(texts::add);
        cursor =
            page.path("nextCursor").isString()
                ? "&cursor=" + page.path("nextCursor").stringValue()
                : null;
      } while (cursor != null);
    }
    return texts.stream()
        .collect(Collectors.groupingBy(text -> text, HashMap::new, Collectors.counting()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
