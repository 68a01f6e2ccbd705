package dev.leadline.leadservice;

import static org.awaitility.Awaitility.await;

import dev.leadline.embedded.servers.TestServers;
import dev.leadline.events.Topics;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.FindCountry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole service with a real broker and a real PostgreSQL, as an outside producer sees it. */
final class RunningService implements AutoCloseable {

  private final TestServers.Postgres postgres;
  private final TestServers.Kafka kafka;
  private final Path folder;
  private final @Nullable FindCountry findCountry;
  private final String[] settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private ConfigurableApplicationContext context;

  RunningService(Path folder) {
    this(folder, null);
  }

  /** With something else to find countries by, and settings such as {@code --NAME=value}. */
  RunningService(Path folder, @Nullable FindCountry findCountry, String... settings) {
    this(TestServers.database(), folder, findCountry, settings);
  }

  /** With a PostgreSQL that can be stopped. */
  static RunningService withItsOwnPostgres(Path folder, String... settings) {
    return new RunningService(
        TestServers.postgres(folder.resolve("postgres")), folder, null, settings);
  }

  /** With a way of its own to PostgreSQL. */
  static RunningService with(TestServers.Postgres postgres, Path folder, String... settings) {
    return new RunningService(postgres, folder, null, settings);
  }

  /** With a Kafka that may refuse. */
  static RunningService with(TestServers.Kafka kafka, Path folder) {
    return new RunningService(TestServers.database(), kafka, folder, null);
  }

  private RunningService(
      TestServers.Postgres postgres,
      Path folder,
      @Nullable FindCountry findCountry,
      String... settings) {
    this(postgres, TestServers.kafka(folder.resolve("kafka")), folder, findCountry, settings);
  }

  private RunningService(
      TestServers.Postgres postgres,
      TestServers.Kafka kafka,
      Path folder,
      @Nullable FindCountry findCountry,
      String... settings) {
    this.postgres = postgres;
    this.folder = folder;
    this.settings = settings;
    this.findCountry = findCountry;
    this.kafka = kafka;
    producer =
        new KafkaProducer<>(
            // Of several first batches to a topic that was made a moment ago, the broker may take
            // the second before the first, which an idempotent producer never gets over.
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    context = run();
  }

  private ConfigurableApplicationContext run() {
    return LeadServiceApplication.builder()
        .initializers(
            context -> {
              FindCountry other = findCountry;
              if (other != null)
                ((GenericApplicationContext) context)
                    .registerBean(
                        "otherCountries",
                        FindCountry.class,
                        () -> other,
                        bean -> bean.setPrimary(true));
            })
        .run(arguments());
  }

  private String[] arguments() {
    return Stream.concat(
            Stream.of(
                "--LEADLINE_POSTGRES_URL=" + postgres.jdbcUrl(),
                "--LEADLINE_POSTGRES_USER=" + postgres.user(),
                "--LEADLINE_POSTGRES_PASSWORD=" + postgres.password(),
                "--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                "--LEADLINE_MASTER_KEY_FILE=" + folder.resolve("master.key"),
                "--LEADLINE_LEAD_SERVICE_PORT=0",
                "--server.address=127.0.0.1"),
            Stream.of(settings))
        .toArray(String[]::new);
  }

  /** Takes the event store away. */
  void stopPostgres() {
    postgres.close();
  }

  void restart() {
    context.close();
    context = run();
  }

  /** A second instance, on the same servers. */
  ConfigurableApplicationContext another() {
    return run();
  }

  JdbcTemplate jdbc() {
    return bean(JdbcTemplate.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  String address() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** Every stored event, in the order of the store. */
  List<StoredEvent> stored() {
    return bean(EventLog.class).readAfter(0, 1_000_000);
  }

  void produce(Map<String, String> headers, String body) {
    produce(null, headers, body);
  }

  /** All of one key lie in one partition, in their order. */
  void produce(@Nullable String key, Map<String, String> headers, String body) {
    var record =
        new ProducerRecord<byte[], byte[]>(
            Topics.CHANNEL_EVENTS,
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            body.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  /** Headers of an event as domain 4.1 shows them. */
  static Map<String, String> headers(String type, String id) {
    var headers = new HashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/channels/test");
    headers.put("ce_type", type);
    headers.put("ce_time", java.time.Instant.now().toString());
    headers.put("content-type", "application/json");
    return headers;
  }

  static String message(String visitor, String messageId) {
    return """
    {"identity": {"anonymousId": "%s"}, "payload": {"messageId": "%s", "text": "Hello"}}
    """
        .formatted(visitor, messageId);
  }

  /** All records that a topic holds, and those that come until there are so many of them. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic, int expected) {
    var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      // A topic that has just been made has no partitions for a moment, and none can be read then.
      List<TopicPartition> partitions =
          await("the partitions of " + topic)
              .until(() -> partitionsOf(topic, consumer), found -> !found.isEmpty());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (all.size() < expected && System.nanoTime() < until || isBefore(ends, consumer))
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      consumer.poll(Duration.ofMillis(300)).forEach(all::add);
    }
    return all;
  }

  private static List<TopicPartition> partitionsOf(
      String topic, KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(topic).stream()
        .map(one -> new TopicPartition(topic, one.partition()))
        .toList();
  }

  private static boolean isBefore(
      Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  @Override
  public void close() {
    context.close();
    producer.close();
    kafka.close();
    postgres.close();
  }
}
