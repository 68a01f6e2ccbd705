package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.commandline.LeadlineCommand;
import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.allinone.store.Database.Unusable;
import dev.leadline.allinone.store.Manifest;
import dev.leadline.allinone.store.Restore;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was lost comes back: from a backup, and from the event store alone. */
class RecoveryE2E {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void a_backup_under_load_is_restored_elsewhere_and_kafka_may_be_lost_after_that(
      @TempDir Path folder) throws Exception {
    Story taken = Story.of("recovery");
    taken.writes("m-1", "Before the backup");
    taken.row(row -> assertThat(row.path("messageCount").asInt()).isEqualTo(1));
    assertThat(taken.asks("takeover", Story.SAM).status()).isEqualTo(200);
    Event known = message("known-" + UUID.randomUUID(), "Known");
    SharedPlatform.outsider().publish(List.of(known));
    await("it is stored").atMost(SOON).until(() -> isThere(SharedPlatform.outsider(), known));

    Path file = folder.resolve("backup.zip");
    var loaded = new AtomicBoolean(true);
    Thread load = Thread.ofPlatform().start(() -> publishWhile(loaded));
    try {
      assertThat(
              LeadlineCommand.run(
                  "backup",
                  file.toString(),
                  "--with-keys",
                  "--data",
                  SharedPlatform.folder().toString()))
          .isZero();
    } finally {
      loaded.set(false);
      load.join();
    }
    assertThat(LeadlineCommand.run("backup", file.toString())).as("it is there").isEqualTo(1);

    Path restored = folder.resolve("restored");
    assertThat(LeadlineCommand.run("restore", file.toString(), "--data", restored.toString()))
        .isZero();
    assertThat(LeadlineCommand.run("restore", file.toString(), "--data", restored.toString()))
        .as("it is not empty any more")
        .isEqualTo(1);
    damagedIsRefused(file, folder);

    Manifest manifest = Restore.check(file, bytes -> {});
    var original = SharedPlatform.platform().addresses();
    String before = fingerprint(original, manifest.position());
    assertThat(before).isNotNull();
    assertThat(Long.parseLong(asked(original, "select max(global_index) from lead_events")))
        .as("events came while it was written")
        .isGreaterThan(manifest.position());
    try (Platform platform = Platform.start(Platform.Options.in(restored), label -> {});
        var outsider = new Outsider(platform)) {
      assertThat(fingerprint(platform.addresses(), manifest.position())).isEqualTo(before);
      isAsItWas(outsider, platform, taken, known);
      // Kafka is a new one here; the store knows what came before it.
      Event later = message("later-" + UUID.randomUUID(), "After the restore");
      outsider.publish(List.of(known, later));
      await("the new one is stored").atMost(SOON).until(() -> isThere(outsider, later));
      String lead = outsider.rowsOf(visitor(known)).get(0).path("leadId").asString();
      assertThat(outsider.json("/v1/leads/" + lead + "/timeline").path("items").valueStream())
          .as("what is sent again is a duplicate")
          .filteredOn(entry -> entry.path("text").asString("").equals("Known"))
          .hasSize(1);
    }
    delete(restored.resolve("kafka"));
    try (Platform platform = Platform.start(Platform.Options.in(restored), label -> {});
        var outsider = new Outsider(platform)) {
      isAsItWas(outsider, platform, taken, known);
      long told = count(platform, Topics.LEAD_EVENTS);
      Event later = message("again-" + UUID.randomUUID(), "After Kafka was lost");
      outsider.publish(List.of(later));
      await("a new event is stored").atMost(SOON).until(() -> isThere(outsider, later));
      assertThat(told).as("history is not announced again").isLessThan(10);
      await("what is new is announced")
          .atMost(SOON)
          .until(() -> count(platform, Topics.LEAD_EVENTS) >= told + 2);
    }
  }

  private static Event message(String visitor, String text) {
    return new Event(
        UUID.randomUUID().toString(),
        "chat.message-received",
        Instant.now(),
        "{\"identity\":{\"anonymousId\":\"%s\"},\"payload\":{\"messageId\":\"m\",\"text\":\"%s\"}}"
            .formatted(visitor, text));
  }

  private static String visitor(Event event) {
    return Json.MAPPER.readTree(event.data()).path("identity").path("anonymousId").asString();
  }

  private static boolean isThere(Outsider outsider, Event event) {
    return outsider.rowsOf(visitor(event)).size() == 1;
  }

  private static void publishWhile(AtomicBoolean goesOn) {
    while (goesOn.get()) {
      var some = new ArrayList<Event>();
      for (int i = 0; i < 50; i++) some.add(message("load-" + UUID.randomUUID(), "Under load"));
      SharedPlatform.outsider().publish(some);
    }
  }

  private static void damagedIsRefused(Path file, Path folder) throws IOException {
    Path damaged = folder.resolve("damaged.zip");
    Files.copy(file, damaged);
    try (var bytes = new RandomAccessFile(damaged.toFile(), "rw")) {
      bytes.seek(bytes.length() / 3);
      int was = bytes.read();
      bytes.seek(bytes.length() / 3);
      bytes.write(was ^ 0xFF);
    }
    assertThatThrownBy(() -> Restore.check(damaged, bytes -> {})).isInstanceOf(Unusable.class);
    Path cut = folder.resolve("cut.zip");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(file), 10_000));
    assertThatThrownBy(() -> Restore.check(cut, bytes -> {})).isInstanceOf(Unusable.class);
  }

  /** Everything is on the screen again, and channels are told again who may speak. */
  private static void isAsItWas(Outsider outsider, Platform platform, Story taken, Event known) {
    await("the lists are back").atMost(SOON).until(() -> isThere(outsider, known));
    await("the lead that was taken over is back")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode lead = outsider.json("/v1/leads/" + taken.leadId());
              assertThat(lead.path("control").path("mode").asString()).isEqualTo("MANUAL");
            });
    await("channels are told again that it was taken over")
        .atMost(SOON)
        .until(() -> controlStates(platform).get(taken.leadId()), state -> state != null);
    assertThat(controlStates(platform).get(taken.leadId())).contains("MANUAL");
  }

  private static Map<String, @Nullable String> controlStates(Platform platform) {
    var states = new HashMap<String, @Nullable String>();
    read(platform, Topics.CONTROL_STATE).forEach(states::put);
    return states;
  }

  private static long count(Platform platform, String topic) {
    long[] count = {0};
    each(platform, topic, (key, value) -> count[0]++);
    return count[0];
  }

  private static Map<String, String> read(Platform platform, String topic) {
    var values = new HashMap<String, String>();
    each(platform, topic, values::put);
    return values;
  }

  private interface Reader {
    void read(String key, String value);
  }

  private static void each(Platform platform, String topic, Reader reader) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", platform.addresses().kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new org.apache.kafka.common.TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one)))
        for (var record : consumer.poll(Duration.ofMillis(200)))
          if (record.value() != null)
            reader.read(
                new String(record.key(), StandardCharsets.UTF_8),
                new String(record.value(), StandardCharsets.UTF_8));
    }
  }

  private static String fingerprint(Platform.Addresses addresses, long upTo) {
    return asked(
        addresses,
        """
        select count(*) || ' ' || md5(string_agg(md5(
                 global_index || ' ' || event_identifier || sequence_number || payload::text
                 || coalesce(sealed::text, '')), '' order by global_index))
          from lead_events where global_index <= %d
        """
            .formatted(upTo));
  }

  private static String asked(Platform.Addresses addresses, String query) {
    try (var connection =
            DriverManager.getConnection(
                addresses.postgresUrl(), addresses.postgresUser(), addresses.postgresPassword());
        var found = connection.createStatement().executeQuery(query)) {
      found.next();
      return found.getString(1);
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
