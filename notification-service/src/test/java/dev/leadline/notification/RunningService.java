package dev.leadline.notification;

import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.ops.OpsEvent.ReplayFinished;
import dev.leadline.notification.domain.Announced;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service with a real broker and a real PostgreSQL, as its neighbours see it. */
final class RunningService implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;
  private final Path folder;
  private final List<String> settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext context;

  RunningService(Path folder, String... settings) {
    this.folder = folder;
    this.settings = List.of(settings);
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    makeTopic();
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    context = NotificationServiceApplication.builder().run(arguments());
  }

  /** What any process of the service is started with. */
  String[] arguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                "--LEADLINE_POSTGRES_URL=" + postgres.jdbcUrl(),
                "--LEADLINE_POSTGRES_USER=" + postgres.user(),
                "--LEADLINE_POSTGRES_PASSWORD=" + postgres.password(),
                "--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                "--LEADLINE_NOTIFICATION_KEY_FILE=" + folder.resolve("notification.key"),
                "--LEADLINE_NOTIFICATION_ALLOW_INSIDE=true",
                "--LEADLINE_NOTIFICATION_SERVICE_PORT=0",
                "--server.address=127.0.0.1"));
    arguments.addAll(settings);
    return arguments.toArray(String[]::new);
  }

  void stop() {
    context.close();
  }

  void start(String... more) {
    String[] all = Arrays.copyOf(arguments(), arguments().length + more.length);
    System.arraycopy(more, 0, all, arguments().length, more.length);
    context = NotificationServiceApplication.builder().run(all);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  private void makeTopic() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.LEAD_EVENTS, 4, (short) 1),
                  new NewTopic(Topics.ERASED_LEADS, 1, (short) 1),
                  new NewTopic(Topics.OPS_EVENTS, 1, (short) 1)))
          .all()
          .get();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** As lead-service announces it. */
  void announce(Announced announced) {
    announce(Topics.LEAD_EVENTS, announced);
  }

  /** The same on a topic that is told. */
  void announce(String topic, Announced announced) {
    var event =
        new CloudEvent(
            announced.eventId(),
            "/leadline/lead-service",
            WireName.of(announced.event().getClass()).cloudEventType(),
            announced.at(),
            announced.tenant(),
            null,
            null,
            Json.MAPPER.valueToTree(announced.event()));
    publish(
        topic,
        announced.leadId(),
        event,
        Map.of(
            "ce_subject", announced.leadId(),
            "ce_sequence", Long.toString(announced.sequence())));
  }

  /** As timeline-service announces it. */
  void announce(String tenant, ReplayFinished finished) {
    var event =
        new CloudEvent(
            finished.rebuildId(),
            "/timeline-service",
            WireName.of(ReplayFinished.class).cloudEventType(),
            finished.finishedAt(),
            tenant,
            null,
            null,
            Json.MAPPER.valueToTree(finished));
    publish(Topics.OPS_EVENTS, finished.projection(), event, Map.of());
  }

  private void publish(String topic, String key, CloudEvent event, Map<String, String> more) {
    var record =
        new ProducerRecord<>(topic, bytes(key), Json.MAPPER.writeValueAsBytes(event.data()));
    event.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
    more.forEach((name, value) -> record.headers().add(name, bytes(value)));
    producer.send(record);
  }

  void announce(List<Announced> all) {
    all.forEach(this::announce);
    producer.flush();
  }

  /** Answers with a status and JSON. */
  record Answer(int status, JsonNode body) {}

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer post(String path, String json) {
    return call("POST", path, json);
  }

  Answer call(String method, String path, String json) {
    String port = context.getEnvironment().getProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          Json.MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** The id of a new destination. */
  String destination(String kind, String target, String secret) {
    var wish = Json.MAPPER.createObjectNode();
    wish.put("name", kind);
    wish.put("kind", kind);
    wish.put("target", target);
    wish.put("secret", secret);
    Answer made = post("/v1/notifications/destinations", wish.toString());
    if (made.status() != 201) throw new AssertionError(made.toString());
    return made.body().path("destinationId").stringValue();
  }

  /** The id of a new rule that tells of everything that is said here, without a cooldown. */
  String rule(List<String> triggers, String... destinationIds) {
    var wish = Json.MAPPER.createObjectNode();
    wish.put("name", "Tell of " + triggers.getFirst());
    triggers.forEach(wish.putArray("triggers")::add);
    Arrays.asList(destinationIds).forEach(wish.putArray("destinationIds")::add);
    wish.put("words", true);
    wish.put("cooldown", "PT0S");
    Answer made = post("/v1/notifications/rules", wish.toString());
    if (made.status() != 201) throw new AssertionError(made.toString());
    return made.body().path("ruleId").stringValue();
  }

  JsonNode deliveries(String query) {
    return get("/v1/notifications/deliveries?limit=200" + query).body().path("items");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    context.close();
    producer.close();
    kafka.close();
    postgres.close();
  }
}
