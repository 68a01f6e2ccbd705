package dev.leadline.allinone.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.allinone.commandline.LeadlineCommand;
import dev.leadline.allinone.outbox.TopicsOutbox;
import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store that was lost, beside a Kafka that was not. */
@Execution(ExecutionMode.CONCURRENT)
class RestoreBesideKafkaE2E {

  private static final String GROUP = "lead-service.ingest";
  private static final TopicPartition READ = new TopicPartition(Topics.CHANNEL_EVENTS, 0);
  private static final TopicPartition BEHIND = new TopicPartition(Topics.CHANNEL_EVENTS, 1);

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private Admin admin;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder, 0);
    admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()));
    // The times are those of the test, and not the broker's.
    admin
        .createTopics(List.of(new NewTopic(Topics.CHANNEL_EVENTS, 2, (short) 1)))
        .all()
        .get(30, TimeUnit.SECONDS);
    TopicsOutbox.makeMissing(kafka.bootstrapServers());
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
    kafka.close();
  }

  @Test
  void what_came_in_is_read_again_and_nobody_is_told_again_or_stays_taken_over() throws Exception {
    Instant before = Instant.now().minus(Duration.ofHours(3));
    publish(READ, 3, before);
    publish(BEHIND, 3, before);
    Path file = backup();
    publish(READ, 2, Instant.now());
    publish(BEHIND, 2, Instant.now());
    // It was lost when it had read the one to its end, and of the other the first record.
    read(Map.of(READ, 5L, BEHIND, 1L));
    Path restored = folder.resolve("restored");

    assertThat(restore(file, restored)).isZero();

    assertThat(offset(READ)).as("the store knows none of them").isZero();
    assertThat(offset(BEHIND)).as("what was not read yet is not passed by").isZero();
    assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
        .contains(Topics.CHANNEL_EVENTS)
        .doesNotContain(Topics.CONTROL_STATE);
    try (var postgres = EmbeddedPostgres.start(restored);
        var connection = open(postgres)) {
      assertThat(asked(connection, "select since > now() from notification.rules")).isEqualTo("t");
      assertThat(asked(connection, "select state from notification.deliveries"))
          .isEqualTo("UNKNOWN");
    }
  }

  @Test
  void while_a_service_reads_nothing_is_begun() throws Exception {
    Path file = backup();
    Path restored = folder.resolve("restored");
    try (var service =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", GROUP),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      service.subscribe(List.of(Topics.CHANNEL_EVENTS));
      while (service.assignment().isEmpty()) service.poll(Duration.ofMillis(100));

      assertThat(restore(file, restored)).isEqualTo(1);
    }
    assertThat(restored).doesNotExist();
    assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).contains(Topics.CONTROL_STATE);
  }

  /** The code that the command ends with. */
  private int restore(Path file, Path into) {
    return LeadlineCommand.run(
        "restore", file.toString(), "--data", into.toString(), "--kafka", kafka.bootstrapServers());
  }

  /**
   * Of a store whose newest event had waited in Kafka for two days, and so of one that is behind.
   */
  private Path backup() throws Exception {
    Path lost = folder.resolve("lost");
    Path file = folder.resolve("backup.zip");
    try (var postgres = EmbeddedPostgres.start(lost)) {
      var database = new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
      for (Schema schema : Schema.ALL) schema.make(database, "latest");
      try (var connection = open(postgres);
          var statement = connection.createStatement()) {
        statement.execute(
            """
            insert into lead_events (event_identifier, tenant, aggregate_identifier,
                sequence_number, type, recorded_at, payload_type, payload_revision, payload)
            values (gen_random_uuid(), 'default', gen_random_uuid(), 0, 'Lead', now(),
                'lead.interaction-recorded', 1, convert_to(json_build_object('origin',
                  json_build_object('receivedAt', now() - interval '2 days'))::text, 'UTF8'))
            """);
        statement.execute(
            "insert into notification.rules (rule_id, tenant, terms, since)"
                + " values ('r', 'default', '{}', now() - interval '1 day')");
        statement.execute(
            """
            insert into notification.deliveries (tenant, rule_id, destination_id, event_id, trigger,
                state, at, due_at, changed_at)
            values ('default', 'r', 'd', 'e', 't', 'PENDING', now(), now(), now())
            """);
      }
      Backup.take(database, file, List.of(), bytes -> {}, bytes -> {});
    }
    return file;
  }

  private void publish(TopicPartition where, int events, Instant at) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < events; i++)
        producer.send(
            new ProducerRecord<>(
                where.topic(), where.partition(), at.toEpochMilli(), "key", "value"));
    }
  }

  private void read(Map<TopicPartition, Long> upTo)
      throws ExecutionException, InterruptedException {
    var offsets = new java.util.HashMap<TopicPartition, OffsetAndMetadata>();
    upTo.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    admin.alterConsumerGroupOffsets(GROUP, offsets).all().get();
  }

  private long offset(TopicPartition partition) throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(GROUP)
        .partitionsToOffsetAndMetadata()
        .get()
        .get(partition)
        .offset();
  }

  private static Connection open(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static String asked(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      found.next();
      return found.getString(1);
    }
  }
}
