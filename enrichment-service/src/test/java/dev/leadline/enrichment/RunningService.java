package dev.leadline.enrichment;

import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.view.TenantSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The whole service with a real broker and a real PostgreSQL, as its neighbours see it. */
public final class RunningService implements AutoCloseable {

  /** A topic of an operator's own. */
  static final String CRM_HISTORY = "crm-history";

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;
  private final Path folder;
  private final List<String> settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> reader;
  private final List<JsonNode> heard = new ArrayList<>();
  private ConfigurableApplicationContext context;

  /** Starts everything; settings are given as arguments. */
  public RunningService(Path folder, String... settings) {
    this.folder = folder;
    this.settings = List.of(settings);
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    makeTopics();
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    reader =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    reader.subscribe(List.of(Topics.CHANNEL_EVENTS));
    start();
  }

  private void makeTopics() {
    try (var admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      admin
          .createTopics(
              Stream.of(
                      Topics.LEAD_EVENTS,
                      Topics.ERASED_LEADS,
                      Topics.CHANNEL_EVENTS,
                      Topics.TENANT_SETTINGS,
                      CRM_HISTORY)
                  .map(topic -> new NewTopic(topic, 1, (short) 1))
                  .toList())
          .all()
          .get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What any process of the service is started with. */
  List<String> arguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                "--LEADLINE_POSTGRES_URL=" + postgres.jdbcUrl(),
                "--LEADLINE_POSTGRES_USER=" + postgres.user(),
                "--LEADLINE_POSTGRES_PASSWORD=" + postgres.password(),
                "--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                "--LEADLINE_ENRICHMENT_KEY_FILE=" + folder.resolve("enrichment.key"),
                "--LEADLINE_ENRICHMENT_ALLOW_INSIDE=true",
                "--LEADLINE_ENRICHMENT_SERVICE_PORT=0",
                "--server.address=127.0.0.1"));
    arguments.addAll(settings);
    return arguments;
  }

  /** Starts the service again after a stop; with other settings, if any are given. */
  public void start(String... others) {
    var all = new ArrayList<>(arguments());
    for (String other : others) {
      String name = other.substring(0, other.indexOf('=') + 1);
      all.removeIf(setting -> setting.startsWith(name));
      all.add(other);
    }
    context = EnrichmentServiceApplication.builder().run(all.toArray(String[]::new));
  }

  /** Stops the service alone. */
  public void stop() {
    context.close();
  }

  /** One of its beans. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What the service answers; headers as name, value, name, value. */
  String get(String path, String... headers) {
    String port = context.getEnvironment().getProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) request.headers(headers);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** As lead-service announces it. */
  public void announce(String leadId, String eventId, long sequence, Instant at, LeadEvent event) {
    announce(
        leadId,
        eventId,
        sequence,
        at,
        WireName.of(event.getClass()).cloudEventType(),
        Json.MAPPER.writeValueAsString(event));
  }

  /** The same of a body as it is on the wire. */
  public void announce(
      String leadId, String eventId, long sequence, Instant at, String type, String body) {
    announce(Topics.LEAD_EVENTS, leadId, eventId, sequence, at, type, body);
  }

  /** An erasure, on the topic that keeps it for ever, and on no other. */
  void announceErasure(String leadId, String eventId, long sequence, LeadEvent.LeadErased erased) {
    announce(
        Topics.ERASED_LEADS,
        leadId,
        eventId,
        sequence,
        erased.at(),
        WireName.of(LeadEvent.LeadErased.class).cloudEventType(),
        Json.MAPPER.writeValueAsString(erased));
  }

  /** The same on another topic than that of news. */
  void announceOn(String topic, LeadAnnouncement it) {
    announce(
        topic,
        it.leadId(),
        it.eventId(),
        it.sequence(),
        it.recordedAt(),
        WireName.of(it.event().getClass()).cloudEventType(),
        Json.MAPPER.writeValueAsString(it.event()));
  }

  private void announce(
      String topic,
      String leadId,
      String eventId,
      long sequence,
      Instant at,
      String type,
      String body) {
    var record = new ProducerRecord<>(topic, bytes(leadId), bytes(body));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            eventId,
            "ce_source",
            "/leadline/lead-service",
            "ce_type",
            type,
            "ce_time",
            at.toString(),
            "ce_subject",
            leadId,
            "ce_tenantid",
            "default",
            "ce_sequence",
            Long.toString(sequence),
            "ce_traceparent",
            traceOf(leadId),
            "content-type",
            "application/json")
        .forEach((name, value) -> record.headers().add(name, bytes(value)));
    producer.send(record);
    producer.flush();
  }

  /** The trace that all events of a lead belong to. */
  public static String traceOf(String leadId) {
    String trace = UUID.nameUUIDFromBytes(bytes(leadId)).toString().replace("-", "");
    return "00-" + trace + "-00f067aa0ba902b7-01";
  }

  /** A page view, as a website tells it: the only place where an address is. */
  public void visits(String anonymousId, String ip) {
    String body =
        """
        {"identity": {"anonymousId": "%s"}, "context": {"ip": "%s", "userAgent": "Browser"},
         "payload": {"url": "https://www.example.com/"}}
        """
            .formatted(anonymousId, ip);
    var record = new ProducerRecord<>(Topics.CHANNEL_EVENTS, bytes(anonymousId), bytes(body));
    record.headers().add("ce_type", bytes("leadline.web.page-viewed.v1"));
    record.headers().add("ce_id", bytes(UUID.randomUUID().toString()));
    record.headers().add("ce_tenantid", bytes("default"));
    producer.send(record);
    producer.flush();
  }

  /** What lead-service announces once a tenant has decided. */
  public void decides(TenantSettings settings) {
    producer.send(
        new ProducerRecord<>(
            Topics.TENANT_SETTINGS,
            bytes(settings.tenant()),
            Json.MAPPER.writeValueAsBytes(settings)));
    producer.flush();
  }

  /** A number from its database. */
  public long count(String sql) {
    Long found = bean(JdbcTemplate.class).queryForObject(sql, Long.class);
    return found == null ? 0 : found;
  }

  /** What the service has told of a lead by now: {@code type} and all of the body. */
  public synchronized List<JsonNode> toldOf(String leadId) {
    hear();
    return heard.stream()
        .filter(body -> body.path("identity").path("leadId").asString().equals(leadId))
        .toList();
  }

  /** What the service has told of anybody by now. */
  public List<JsonNode> toldAll() {
    hear();
    return List.copyOf(heard);
  }

  /** The same of one type, payloads alone; without {@code leadline.} and the version. */
  public List<JsonNode> toldOf(String leadId, String type) {
    return toldOf(leadId).stream()
        .filter(body -> body.path("type").asString().equals("leadline." + type + ".v1"))
        .map(body -> body.path("payload"))
        .toList();
  }

  private void hear() {
    for (var record : reader.poll(Duration.ofMillis(100))) {
      var body = (tools.jackson.databind.node.ObjectNode) Json.MAPPER.readTree(record.value());
      body.put(
          "type",
          new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8));
      body.put(
          "id", new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
      var trace = record.headers().lastHeader("ce_traceparent");
      if (trace != null) body.put("traceparent", new String(trace.value(), StandardCharsets.UTF_8));
      heard.add(body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    context.close();
    reader.close();
    producer.close();
    kafka.close();
    postgres.close();
  }
}
