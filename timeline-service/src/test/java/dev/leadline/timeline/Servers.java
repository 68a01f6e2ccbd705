package dev.leadline.timeline;

import dev.leadline.embedded.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One PostgreSQL and one Kafka for all tests of a run, ended with it. */
final class Servers {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  static final TestServers.Postgres POSTGRES;
  static final TestServers.Kafka KAFKA;

  static {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "servers");
      POSTGRES = TestServers.postgres(folder);
      KAFKA = TestServers.kafka(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close));
      Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Servers() {}

  /** The address of a new, empty database. */
  static String emptyDatabase() {
    String name = "timeline_" + DATABASES.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return POSTGRES.jdbcUrl().replaceFirst("/postgres$", "/" + name);
  }

  /** Follows a topic from now on. */
  static KafkaConsumer<String, byte[]> following(String topic) {
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  /** All that a topic holds at the moment. */
  static List<ConsumerRecord<String, byte[]>> everythingOn(String topic) {
    var everything = new ArrayList<ConsumerRecord<String, byte[]>>();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            KAFKA.bootstrapServers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one)))
        consumer.poll(Duration.ofMillis(200)).forEach(everything::add);
    }
    return everything;
  }
}
