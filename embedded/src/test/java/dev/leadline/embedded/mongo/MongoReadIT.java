package dev.leadline.embedded.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import dev.leadline.embedded.servers.TestServers;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader sees while others write. */
class MongoReadIT {

  private static TestServers.Mongo mongo;
  private static MongoClient client;
  private MongoCollection<Document> leads;

  @BeforeAll
  static void start() {
    mongo = TestServers.mongo();
    client = MongoClients.create(mongo.connectionString("writes"));
  }

  @AfterAll
  static void stop() {
    client.close();
    mongo.close();
  }

  @BeforeEach
  void empty() {
    leads = client.getDatabase("writes").getCollection("leads");
    leads.drop();
  }

  @Test
  void a_reader_never_sees_half_of_an_update() throws Exception {
    int fields = 40;
    leads.insertOne(whole(0, fields));
    var done = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var writer =
          threads.submit(
              () -> {
                for (int i = 1; i <= 800; i++) {
                  if (i % 2 == 0) leads.replaceOne(eq("_id", 1), whole(i, fields));
                  else leads.updateOne(eq("_id", 1), new Document("$set", values(i, fields)));
                }
                done.set(true);
                return null;
              });
      var reader =
          threads.submit(
              () -> {
                int reads = 0;
                do {
                  Document seen = leads.find(eq("_id", 1)).first();
                  assertThat(seen).hasSize(fields + 1);
                  seen.remove("_id");
                  assertThat(seen.values()).as("values of one update").containsOnly(seen.get("f0"));
                  reads++;
                } while (!done.get() && !writer.isDone());
                return reads;
              });
      assertThat(reader.get()).isGreaterThan(100);
      writer.get();
    }
  }

  private static Document whole(int value, int fields) {
    var document = new Document("_id", 1);
    document.putAll(values(value, fields));
    return document;
  }

  private static Document values(int value, int fields) {
    var document = new Document();
    for (int i = 0; i < fields; i++) document.append("f" + i, value);
    return document;
  }

  @Test
  void a_document_already_read_in_batches_does_not_change_afterwards() {
    var many = new ArrayList<Document>();
    for (int i = 0; i < 50; i++) many.add(new Document("_id", i).append("a", 0));
    leads.insertMany(many);
    try (var cursor = leads.find().batchSize(10).iterator()) {
      cursor.next();
      leads.updateMany(new Document(), Updates.set("a", 1));
      leads.deleteMany(new Document());
      int rest = 0;
      while (cursor.hasNext()) {
        assertThat(cursor.next()).containsEntry("a", 0);
        rest++;
      }
      assertThat(rest).isEqualTo(49);
    }
  }
}
