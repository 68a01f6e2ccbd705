package dev.leadline.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.mongo.EmbeddedMongo;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * PostgreSQL, Kafka and the stand-in for MongoDB, and what timeline-service would write to them.
 */
final class Servers implements Closeable {

  private static final String DATABASE = "leadline";
  private static final int PARTITIONS = 6;

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;
  private final EmbeddedMongo mongo;
  private final MongoClient client;
  private final MongoCollection<Document> rows;
  private final KafkaProducer<String, byte[]> producer;

  private Servers(EmbeddedPostgres postgres, EmbeddedKafka kafka, EmbeddedMongo mongo) {
    this.postgres = postgres;
    this.kafka = kafka;
    this.mongo = mongo;
    client = MongoClients.create(mongo());
    rows = client.getDatabase(DATABASE).getCollection(ReadModels.LEAD_ROWS);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  static Servers start(Path folder) throws InterruptedException, ExecutionException {
    var servers =
        new Servers(
            EmbeddedPostgres.start(folder), EmbeddedKafka.start(folder, 0), EmbeddedMongo.start());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.ROW_CHANGES, PARTITIONS, (short) 1),
                  new NewTopic(Topics.TIMELINE_CHANGES, 1, (short) 1),
                  new NewTopic(Topics.TENANT_SETTINGS, 1, (short) 1)))
          .all()
          .get();
    }
    return servers;
  }

  EmbeddedPostgres postgres() {
    return postgres;
  }

  String mongo() {
    return mongo.connectionString(DATABASE);
  }

  String kafka() {
    return kafka.bootstrapServers();
  }

  void insert(List<Document> documents) {
    rows.insertMany(documents, new InsertManyOptions().ordered(false));
  }

  /** Replaces rows and announces that, as one batch of a projection does. */
  void change(List<Document> documents) {
    var replaced = new ArrayList<ReplaceOneModel<Document>>();
    for (Document document : documents)
      replaced.add(new ReplaceOneModel<>(new Document("_id", document.get("_id")), document));
    rows.bulkWrite(replaced, new BulkWriteOptions().ordered(false));
    var announced = new ArrayList<Future<RecordMetadata>>();
    for (Document document : documents) {
      String leadId = document.getString("_id");
      var change = new RowChanged(leadId, SeededLeads.tenant(), document.getLong("version"));
      announced.add(
          producer.send(
              new ProducerRecord<>(
                  Topics.ROW_CHANGES, leadId, Json.MAPPER.writeValueAsBytes(change))));
    }
    producer.flush();
    if (!announced.stream().allMatch(Future::isDone))
      throw new IllegalStateException("Kafka did not confirm row changes");
  }

  /** Without the state of the lead, which the list does not need. */
  static Document document(int number, LeadRow row) {
    var identity = new IdentityKey(IdentityKey.Kind.ANONYMOUS_ID, SeededLeads.anonymousId(number));
    return new Document("_id", row.leadId())
        .append("tenant", SeededLeads.tenant())
        .append("listed", true)
        .append("version", row.version())
        .append("erased", false)
        .append("identities", List.of(ReadModels.identity(identity)))
        .append("row", Json.MAPPER.writeValueAsString(row));
  }

  @Override
  public void close() {
    producer.close();
    client.close();
    mongo.close();
    kafka.close();
    postgres.close();
  }
}
