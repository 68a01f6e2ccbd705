package dev.leadline.gateway.wiring;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.sun.net.httpserver.HttpServer;
import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.mongo.EmbeddedMongo;
import dev.leadline.embedded.mongo.OnlyTheSubset;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelinesChanged;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.Rows;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A gateway on real servers, with an outside service where lead-service would be. */
public final class RunningGateway implements AutoCloseable {

  /** A key of every role, which every request bears unless it bears another credential. */
  public static final String KEY = "a-key-for-tests";

  private static final int AT_ONCE = 5000;
  private static final int ROW_PARTITIONS = 2;
  private static final int TIMELINE_PARTITIONS = 1;

  public final OnlyTheSubset subset = new OnlyTheSubset();
  public final List<String> forwarded = new ArrayList<>();

  /** An outside provider that knows people and programs. */
  public final Issuer issuer = new Issuer();

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;
  private final EmbeddedMongo mongo;
  private final MongoClient writer;
  private final KafkaProducer<String, byte[]> producer;
  private final HttpServer services;
  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  private static final class Shared {
    static final RunningGateway GATEWAY = new RunningGateway(Map.of());
  }

  /** One for all tests that do not stop anything; it ends with the process. */
  public static RunningGateway shared() {
    return Shared.GATEWAY;
  }

  public RunningGateway(Map<String, Object> settings) {
    this(settings, null);
  }

  /**
   * At another time.
   *
   * @param clock null for the one of this machine
   */
  public RunningGateway(Map<String, Object> settings, @Nullable Clock clock) {
    try {
      Path folder = Files.createTempDirectory("gateway");
      postgres = EmbeddedPostgres.start(folder);
      kafka = EmbeddedKafka.start(folder, 0);
      mongo = EmbeddedMongo.start();
      writer = MongoClients.create(mongo.connectionString("leadline"));
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        admin
            .createTopics(
                List.of(
                    new NewTopic(Topics.ROW_CHANGES, ROW_PARTITIONS, (short) 1),
                    new NewTopic(Topics.TIMELINE_CHANGES, TIMELINE_PARTITIONS, (short) 1),
                    new NewTopic(Topics.TENANT_SETTINGS, 1, (short) 1)))
            .all()
            .get();
      }
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka.bootstrapServers()),
              new StringSerializer(),
              new ByteArraySerializer());
      services = OutsideServices.start(forwarded);
      String address = "http://127.0.0.1:" + services.getAddress().getPort();
      var all = new HashMap<String, Object>();
      all.put("LEADLINE_PORT", "0");
      all.put("LEADLINE_API_KEY", KEY);
      all.put("LEADLINE_OIDC_ISSUER", issuer.address());
      all.put("LEADLINE_SERVICE_KEY", "between-services");
      // A test asks more in a minute than anybody may.
      all.put("LEADLINE_LEADS_WRITES_PER_MINUTE", "0");
      all.put("LEADLINE_CALLS_PER_MINUTE", "0");
      all.put("LEADLINE_MONGODB_URI", mongo.connectionString("leadline"));
      all.put("LEADLINE_POSTGRES_URL", postgres.jdbcUrl());
      all.put("LEADLINE_POSTGRES_USER", postgres.user());
      all.put("LEADLINE_POSTGRES_PASSWORD", postgres.password());
      all.put("LEADLINE_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
      all.put("LEADLINE_LEAD_SERVICE_URL", address);
      all.put("LEADLINE_TIMELINE_SERVICE_URL", address);
      all.put("LEADLINE_INDEX_FOLDER", folder.resolve("lead-index").toString());
      all.put("LEADLINE_EXPORTS_FOLDER", folder.resolve("exports").toString());
      all.put("LEADLINE_EXPORT_MOST_STREAMED", "100");
      all.put("LEADLINE_NOTIFICATION_SERVICE_URL", address);
      all.put("LEADLINE_ENRICHMENT_SERVICE_URL", address);
      all.putAll(settings);
      context =
          QueryGatewayApplication.builder()
              .properties(all)
              .initializers(
                  it -> {
                    var beans = (GenericApplicationContext) it;
                    beans.registerBean(
                        "subset",
                        MongoClientSettingsBuilderCustomizer.class,
                        () -> mongoSettings -> mongoSettings.addCommandListener(subset));
                    if (clock != null)
                      beans.registerBean(
                          "otherClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                  })
              .run();
      await("changes are read")
          .until(
              () ->
                  bean(ChangeStream.class).position().split(",").length
                      == ROW_PARTITIONS + TIMELINE_PARTITIONS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes what timeline-service would. */
  public RunningGateway holds(Journey... journeys) {
    for (Journey journey : journeys) {
      LeadState state = journey.state();
      Instant at = state.picture().lastActivityAt();
      var row =
          new Document("_id", state.leadId())
              .append("tenant", state.tenant())
              .append("listed", state.isListed())
              .append(
                  "identities",
                  state.picture().known().identities().stream().map(ReadModels::identity).toList())
              .append("lastActivityAt", at == null ? null : Date.from(at))
              .append("version", state.version())
              .append("erased", state.erasedAt() != null)
              .append("erasedAt", state.erasedAt() == null ? null : Date.from(state.erasedAt()))
              .append("parted", state.erasedAt() != null && !state.apart().isEmpty())
              .append("row", state.isListed() ? ReadModels.row(state) : null)
              .append("custom", state.isListed() ? ReadModels.customFields(state) : null)
              .append("state", Json.MAPPER.writeValueAsString(state));
      replace(ReadModels.LEAD_ROWS, row);
      tellsLater(state);
      for (TimelineEntry entry : journey.entries())
        replace(ReadModels.TIMELINE_ENTRIES, document(state.tenant(), entry));
    }
    awaitIndexed(journeys);
    return this;
  }

  /** Waits until questions see what was written, as a program would that asks for a version. */
  private void awaitIndexed(Journey... journeys) {
    flush();
    Map<String, Long> wanted = new HashMap<>();
    for (Journey journey : journeys) {
      LeadState state = journey.state();
      if (state.isListed()) wanted.put(state.leadId(), state.version());
    }
    FindLeads find = bean(FindLeads.class);
    for (Journey journey : journeys) {
      String tenant = journey.state().tenant();
      String leadId = journey.state().leadId();
      var query =
          new LeadQuery(tenant, Filters.NONE, SortOrder.NEWEST, null, 1, false)
              .among(Set.of(leadId));
      await("the index has " + leadId)
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(5))
          .ignoreExceptionsInstanceOf(Unavailable.class)
          .until(
              () -> {
                List<FindLeads.Found> found = find.find(query).found();
                Long version = wanted.get(leadId);
                return version == null
                    ? found.isEmpty()
                    : !found.isEmpty() && Rows.read(found.getFirst().row()).version() == version;
              });
    }
  }

  /** Writes many entries of a timeline at once. */
  public void hasEntries(String tenant, List<TimelineEntry> entries) {
    var documents = new ArrayList<Document>(AT_ONCE);
    for (TimelineEntry entry : entries) {
      documents.add(document(tenant, entry));
      if (documents.size() < AT_ONCE) continue;
      writer
          .getDatabase("leadline")
          .getCollection(ReadModels.TIMELINE_ENTRIES)
          .insertMany(documents);
      documents.clear();
    }
    if (!documents.isEmpty())
      writer
          .getDatabase("leadline")
          .getCollection(ReadModels.TIMELINE_ENTRIES)
          .insertMany(documents);
  }

  private static Document document(String tenant, TimelineEntry entry) {
    return new Document("_id", entry.entryId())
        .append("tenant", tenant)
        .append("channel", entry.channel().name())
        .append("kind", entry.kind().name())
        .append("entry", Json.MAPPER.writeValueAsString(entry));
  }

  /** Writes a row as a newer timeline-service might, and tells of it. */
  public void holdsOfTheFuture(LeadState state) {
    writer
        .getDatabase("leadline")
        .getCollection(ReadModels.LEAD_ROWS)
        .updateOne(
            new Document("_id", state.leadId()),
            new Document(
                "$set",
                new Document(
                    "row",
                    ReadModels.row(state)
                        .replaceFirst("\"stage\":\"[A-Z_]+\"", "\"stage\":\"WON\""))));
    tells(state);
  }

  private void replace(String collection, Document document) {
    writer
        .getDatabase("leadline")
        .getCollection(collection)
        .replaceOne(
            new Document("_id", document.get("_id")), document, new ReplaceOptions().upsert(true));
  }

  public void clear() {
    var leads = new ArrayList<String>();
    var tenants = new HashSet<>(List.of("default", "other"));
    MongoDatabase database = writer.getDatabase("leadline");
    for (Document row : database.getCollection(ReadModels.LEAD_ROWS).find()) {
      leads.add(row.getString("_id"));
      tenants.add(row.getString("tenant"));
    }
    for (String collection : List.of(ReadModels.LEAD_ROWS, ReadModels.TIMELINE_ENTRIES))
      database.getCollection(collection).deleteMany(new Document());
    for (String leadId : leads)
      producer.send(new ProducerRecord<>(Topics.ROW_CHANGES, leadId, null));
    flush();
    FindLeads find = bean(FindLeads.class);
    for (String tenant : tenants)
      await("the index is empty")
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(5))
          .ignoreExceptionsInstanceOf(Unavailable.class)
          .until(
              () ->
                  find.find(new LeadQuery(tenant, Filters.NONE, SortOrder.NEWEST, null, 1, false))
                          .total()
                      == 0);
  }

  /** Tells that a row changed, as timeline-service would. */
  public void tells(LeadState state) {
    var change = new RowChanged(state.leadId(), state.tenant(), state.version());
    tellsRaw(Topics.ROW_CHANGES, state.leadId(), Json.MAPPER.writeValueAsBytes(change));
  }

  /** Tells what a tenant has decided, as lead-service would. */
  public void decides(TenantSettings settings) {
    producer.send(
        new ProducerRecord<>(
            Topics.TENANT_SETTINGS, settings.tenant(), Json.MAPPER.writeValueAsBytes(settings)));
    flush();
  }

  /** Tells that the timeline of a lead was written. */
  public void tellsTimeline(LeadState state) {
    var change = new TimelineChanged(state.leadId(), state.tenant(), state.version());
    tellsRaw(
        Topics.TIMELINE_CHANGES,
        state.leadId(),
        Json.MAPPER.writeValueAsBytes(new TimelinesChanged(List.of(change))));
  }

  /** Tells of a row, without waiting until it is there. */
  public void tellsLater(LeadState state) {
    var change = new RowChanged(state.leadId(), state.tenant(), state.version());
    producer.send(
        new ProducerRecord<>(
            Topics.ROW_CHANGES, state.leadId(), Json.MAPPER.writeValueAsBytes(change)));
  }

  public void flush() {
    producer.flush();
  }

  public void tellsRaw(String topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public void stopMongo() {
    mongo.close();
  }

  public void stopPostgres() {
    postgres.close();
  }

  public void stopServices() {
    services.stop(0);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)), headers);
  }

  public HttpResponse<String> post(String path, String type, String body, String... headers) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", type),
        headers);
  }

  public HttpResponse<String> put(String path, String body, String... headers) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"),
        headers);
  }

  public HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    return sendAs(KEY, request, headers);
  }

  /**
   * The same with another credential.
   *
   * @param key null for none
   */
  public HttpResponse<String> sendAs(
      @Nullable String key, HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) request.headers(headers);
    if (key != null) request.header("Authorization", "Bearer " + key);
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    producer.close();
    writer.close();
    services.stop(0);
    issuer.close();
    mongo.close();
    kafka.close();
    postgres.close();
  }
}
