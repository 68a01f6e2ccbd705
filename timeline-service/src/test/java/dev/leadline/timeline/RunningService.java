package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.leadline.embedded.mongo.OnlyTheSubset;
import dev.leadline.embedded.servers.Cable;
import dev.leadline.embedded.servers.TestServers;
import dev.leadline.events.Json;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.view.ReadModels;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.ProjectionProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** The whole service over real servers, with an event store and a read-model store of its own. */
final class RunningService implements AutoCloseable {

  private static final String DATABASE = "leadline";

  private final TestServers.Mongo mongo = TestServers.mongo();
  private final Cable cable = new Cable(URI.create(mongo.connectionString(DATABASE)).getPort());
  private final OnlyTheSubset subset = new OnlyTheSubset();
  private final MongoClient readModels = MongoClients.create(mongo.connectionString(DATABASE));
  private final String eventStore = Servers.emptyDatabase();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random();
  private final Map<String, Long> next = new ConcurrentHashMap<>();
  private @Nullable ConfigurableApplicationContext context;

  private final List<BeforeCalls> between;

  private RunningService(List<BeforeCalls> between) {
    this.between = between;
  }

  static RunningService started(BeforeCalls... between) {
    var service = new RunningService(List.of(between));
    service.start();
    return service;
  }

  void start() {
    context = instance();
  }

  /** One more instance over the same stores. */
  ConfigurableApplicationContext instance(String... more) {
    return TimelineServiceApplication.builder()
        .registerShutdownHook(false)
        .initializers(empty -> prepare((GenericApplicationContext) empty))
        .run(
            Stream.concat(Stream.of(arguments("127.0.0.1", "0")), Stream.of(more))
                .toArray(String[]::new));
  }

  private void prepare(GenericApplicationContext empty) {
    empty.registerBean(
        "guard",
        MongoClientSettingsBuilderCustomizer.class,
        () -> settings -> settings.addCommandListener(subset));
    for (BeforeCalls one : between)
      empty.registerBean(one.toString(), BeanPostProcessor.class, () -> one);
  }

  /** What an instance in a process of its own is started with. */
  String[] arguments(String address, String port) {
    return new String[] {
      "--server.port=" + port,
      "--server.address=" + address,
      "--LEADLINE_POSTGRES_URL=" + eventStore,
      "--LEADLINE_POSTGRES_USER=" + Servers.POSTGRES.user(),
      "--LEADLINE_POSTGRES_PASSWORD=" + Servers.POSTGRES.password(),
      "--LEADLINE_MONGODB_URI=mongodb://127.0.0.1:" + cable.port() + "/" + DATABASE,
      "--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + Servers.KAFKA.bootstrapServers(),
      "--LEADLINE_MASTER_KEY=" + Base64.getEncoder().encodeToString(new byte[32]),
      "--LEADLINE_TIMELINE_SEGMENTS=2",
      "--LEADLINE_TIMELINE_CHECK_EVERY=200ms",
      "--LEADLINE_TIMELINE_MONGODB_GIVE_UP_AFTER=1s"
    };
  }

  void stop() {
    context().close();
  }

  ConfigurableApplicationContext context() {
    if (context == null) throw new IllegalStateException("not started");
    return context;
  }

  Cable cable() {
    return cable;
  }

  /** Appends the next events of a lead, as the service that decides does it. */
  void append(String leadId, List<? extends LeadEvent> events) {
    var messages = new ArrayList<DomainEventMessage<?>>();
    for (LeadEvent event : events)
      messages.add(
          new GenericDomainEventMessage<>(
              "Lead",
              leadId,
              next.merge(leadId, 1L, Long::sum) - 1,
              event,
              EventMetadata.of(Histories.TENANT).toMetaData()));
    context().getBean(EventStore.class).publish(messages);
  }

  /** Appends events, the last of a type that this version does not know. */
  void forgetsTheType(String leadId, List<? extends LeadEvent> events) {
    var transaction = new TransactionTemplate(context().getBean(PlatformTransactionManager.class));
    transaction.executeWithoutResult(
        _ -> {
          append(leadId, events);
          new JdbcTemplate(context().getBean(DataSource.class))
              .update(
                  "update lead_events set payload_type = 'lead.forgotten'"
                      + " where global_index = (select max(global_index) from lead_events)");
        });
  }

  /** As the next version, which knows it. */
  void remembersTheType() {
    var source =
        new DriverManagerDataSource(
            eventStore, Servers.POSTGRES.user(), Servers.POSTGRES.password());
    new JdbcTemplate(source)
        .update(
            "update lead_events set payload_type = 'lead.interaction-recorded'"
                + " where payload_type = 'lead.forgotten'");
  }

  /** As a restore, or a failover to a replica that was behind, leaves it. */
  void setsTheStoreBack(int events) {
    var jdbc = new JdbcTemplate(context().getBean(DataSource.class));
    jdbc.update(
        "delete from lead_events where global_index > (select max(global_index) from lead_events)"
            + " - ?",
        events);
    jdbc.queryForObject(
        "select setval('lead_events_global_index_seq', (select max(global_index) from"
            + " lead_events))",
        Long.class);
  }

  long appended() {
    return next.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Everything in a collection, by key. */
  Map<String, Document> documents(String collection) {
    var documents = new HashMap<String, Document>();
    for (Document document : readModels.getDatabase(DATABASE).getCollection(collection).find())
      documents.put(document.getString("_id"), document);
    return documents;
  }

  /** The names of all collections. */
  List<String> collections() {
    return readModels.getDatabase(DATABASE).listCollectionNames().into(new ArrayList<>());
  }

  void emptyReadModels() {
    readModels.getDatabase(DATABASE).drop();
  }

  void losesRow(String leadId) {
    readModels
        .getDatabase(DATABASE)
        .getCollection("lead_rows")
        .deleteOne(new Document("_id", leadId));
  }

  /** Has a row be of a version: nothing takes the place of one that is newer. */
  void putsRow(String leadId, long version) {
    readModels
        .getDatabase(DATABASE)
        .getCollection(ReadModels.LEAD_ROWS)
        .updateOne(
            new Document("_id", leadId), new Document("$set", new Document("version", version)));
  }

  /** As a crash leaves it that comes after the writes and before the position is stored. */
  void putPositionsBack() {
    readModels
        .getDatabase(DATABASE)
        .getCollection("projection_positions")
        .updateMany(
            new Document("part", new Document("$gte", 0)),
            new Document("$set", new Document("position", 0L))
                .append("$unset", new Document("owner", "").append("claimedAt", "")));
  }

  List<ProjectionProgress> progress() {
    return Json.MAPPER.readValue(get("/internal/projections"), new TypeReference<>() {});
  }

  /** The collection that readers of a read model are sent to. */
  String liveCollection(String readModel) {
    Document pointer =
        readModels
            .getDatabase(DATABASE)
            .getCollection(ReadModels.POINTERS)
            .find(new Document("_id", readModel))
            .first();
    return ReadModels.collection(
        readModel, ReadModels.generation(pointer == null ? null : pointer.get("generation")));
  }

  /** Has a lead's sums refuse what is added to them: no server adds a number to a text. */
  void spoilsSums(String leadId) {
    readModels
        .getDatabase(DATABASE)
        .getCollection(ReadModels.CHANNEL_DAILY)
        .updateMany(
            new Document("_id", new Document("$gt", leadId).append("$lt", leadId + "~")),
            new Document("$set", new Document("actions", "a text")));
  }

  void mendsSums(String leadId) {
    readModels
        .getDatabase(DATABASE)
        .getCollection(ReadModels.CHANNEL_DAILY)
        .deleteMany(new Document("_id", new Document("$gt", leadId).append("$lt", leadId + "~")));
  }

  /** Makes a document wrong at the version that it has. */
  void damage(String collection, String id) {
    readModels
        .getDatabase(DATABASE)
        .getCollection(collection)
        .updateOne(
            new Document("_id", id), new Document("$set", new Document("tenant", "damaged")));
  }

  String get(String path) {
    return send(HttpRequest.newBuilder(address(path)).build());
  }

  /** As the gateway asks on behalf of somebody. */
  String get(String path, String tenant, String roles) {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Leadline-Tenant", tenant)
            .header("Leadline-Roles", roles)
            .build());
  }

  String post(String path, String json) {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  /** As the gateway asks on behalf of somebody. */
  String post(String path, String json, String tenant) {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/json")
            .header("Leadline-Tenant", tenant)
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private URI address(String path) {
    String port = context().getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A lead that is registered and has some interactions. */
  String lead(int interactions) {
    String leadId = UUID.randomUUID().toString();
    var events = new ArrayList<LeadEvent>(Histories.random(random, interactions));
    events.addFirst(Histories.registered());
    append(leadId, events);
    return leadId;
  }

  void awaitReadiness() {
    await("readiness")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(get("/actuator/health/readiness"))
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("DOWN"));
  }

  void awaitEverythingProjected() {
    await("all projections at the head of the event store")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(progress())
                    .hasSize(4)
                    .allSatisfy(
                        progress -> {
                          assertThat(progress.head()).isGreaterThanOrEqualTo(appended());
                          assertThat(progress.lagEvents()).isZero();
                        }));
  }

  /** Also fails the test that left the subset of MongoDB. */
  @Override
  public void close() {
    context().close();
    readModels.close();
    cable.close();
    mongo.close();
    http.close();
    subset.assertClean();
  }
}
