package dev.leadline.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An index is used when it can be: the number of documents looked at says so, not a clock. */
class MongoIndexIT {

  private static final int LEADS = 5_000;

  private static EmbeddedMongo mongo;
  private static MongoClient client;
  private static MongoCollection<Document> leads;

  @BeforeAll
  static void start() {
    mongo = EmbeddedMongo.start();
    client = MongoClients.create(mongo.connectionString("indexes"));
    leads = client.getDatabase("indexes").getCollection("leads");
    var documents = new ArrayList<Document>();
    for (int i = 0; i < LEADS; i++)
      documents.add(
          new Document("_id", "tenant%d:%06d".formatted(i % 10, i))
              .append("number", i)
              .append("owner", new Document("name", "owner" + i % 3))
              .append("stage", "stage" + i % 5)
              .append("email", i + "@example.org"));
    leads.insertMany(documents);
    // After the documents: an index takes in what is there.
    leads.createIndex(
        Indexes.compoundIndex(Indexes.ascending("stage"), Indexes.descending("number")));
    leads.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
  }

  @AfterAll
  static void stop() {
    client.close();
    mongo.close();
  }

  private static long examinedBy(Runnable query) {
    long before = mongo.documentsExamined();
    query.run();
    return mongo.documentsExamined() - before;
  }

  @Test
  void one_id_looks_at_one_document() {
    assertThat(examinedBy(() -> leads.find(eq("_id", "tenant3:000003")).first())).isEqualTo(1);
  }

  @Test
  void a_page_of_an_id_range_looks_at_the_page_only() {
    var page = new ArrayList<Document>();
    var range = and(gte("_id", "tenant3:"), lt("_id", "tenant3;"));
    assertThat(
            examinedBy(() -> leads.find(range).sort(Sorts.ascending("_id")).limit(20).into(page)))
        .isEqualTo(20);
    assertThat(page).hasSize(20).first().returns("tenant3:000003", lead -> lead.get("_id"));
  }

  @Test
  void the_last_page_by_id_looks_at_the_page_only() {
    var page = new ArrayList<Document>();
    assertThat(examinedBy(() -> leads.find().sort(Sorts.descending("_id")).limit(20).into(page)))
        .isEqualTo(20);
    assertThat(page).first().returns("tenant9:004999", lead -> lead.get("_id"));
  }

  @Test
  void a_beginning_of_the_id_is_a_range() {
    var found = new ArrayList<Document>();
    assertThat(examinedBy(() -> leads.find(regex("_id", "^tenant7:")).into(found)))
        .isEqualTo(LEADS / 10);
    assertThat(found).hasSize(LEADS / 10);
  }

  @Test
  void equality_and_sort_share_a_compound_index() {
    var page = new ArrayList<Document>();
    assertThat(
            examinedBy(
                () ->
                    leads
                        .find(eq("stage", "stage2"))
                        .sort(Sorts.descending("number"))
                        .limit(10)
                        .into(page)))
        .isEqualTo(10);
    assertThat(page).first().returns(4_997, lead -> lead.get("number"));
    assertThat(
            examinedBy(
                () ->
                    leads
                        .find(and(eq("stage", "stage2"), gte("number", 4_000)))
                        .sort(Sorts.ascending("number"))
                        .limit(10)
                        .into(new ArrayList<>())))
        .isEqualTo(10);
  }

  @Test
  void several_ids_and_either_of_two_demands_look_at_what_they_find() {
    assertThat(
            examinedBy(
                () ->
                    leads
                        .find(in("_id", "tenant1:000001", "tenant2:000002", "nobody"))
                        .into(new ArrayList<>())))
        .isEqualTo(2);
    assertThat(
            examinedBy(
                () ->
                    leads
                        .find(or(eq("_id", "tenant1:000001"), eq("email", "17@example.org")))
                        .into(new ArrayList<>())))
        .isEqualTo(2);
  }

  @Test
  void a_count_and_an_aggregation_go_through_the_index() {
    assertThat(examinedBy(() -> leads.countDocuments(eq("_id", "tenant1:000001")))).isEqualTo(1);
    var pipeline =
        List.of(
            new Document("$match", new Document("stage", "stage1")),
            new Document("$sort", new Document("number", -1)),
            new Document("$limit", 5),
            new Document("$addFields", new Document("owner", new Document("here", 1))));
    var found = new ArrayList<Document>();
    assertThat(examinedBy(() -> leads.aggregate(pipeline).into(found))).isEqualTo(5);
    assertThat(found).hasSize(5).allMatch(lead -> lead.get("owner", Document.class).size() == 2);
    assertThat(leads.countDocuments(new Document("owner.here", new Document("$exists", true))))
        .as("documents changed by reading them")
        .isZero();
  }

  @Test
  void an_update_by_id_looks_at_one_document() {
    assertThat(examinedBy(() -> leads.updateOne(eq("_id", "tenant1:000001"), set("seen", true))))
        .isEqualTo(1);
  }

  @Test
  void without_an_index_everything_is_looked_at() {
    assertThat(examinedBy(() -> leads.find(eq("seen", "never")).first())).isEqualTo(LEADS);
  }

  @Test
  void a_unique_index_refuses_a_second_document_and_a_change_to_a_taken_value() {
    var second = new Document("_id", "second").append("email", "5@example.org");
    assertThatThrownBy(() -> leads.insertOne(second))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");
    assertThatThrownBy(
            () -> leads.updateOne(eq("_id", "tenant1:000001"), set("email", "5@example.org")))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");
    assertThatThrownBy(
            () -> leads.createIndex(Indexes.ascending("stage"), new IndexOptions().unique(true)))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(leads.countDocuments(eq("email", "5@example.org"))).isEqualTo(1);
    assertThat(leads.countDocuments(eq("email", "1@example.org"))).isEqualTo(1);
  }

  @Test
  void what_would_be_answered_wrongly_is_refused() {
    var german = Collation.builder().locale("de").build();
    assertThatThrownBy(() -> leads.find().collation(german).first())
        .isInstanceOf(MongoCommandException.class)
        .hasMessageContaining("collation");
    var partial = new IndexOptions().partialFilterExpression(eq("stage", "stage1"));
    assertThatThrownBy(() -> leads.createIndex(Indexes.ascending("number"), partial))
        .isInstanceOf(MongoCommandException.class)
        .hasMessageContaining("partialFilterExpression");
    assertThatThrownBy(() -> leads.createIndex(Indexes.text("email")))
        .isInstanceOf(MongoCommandException.class)
        .hasMessageContaining("text");
    var dotted = List.of(new Document("$addFields", new Document("owner.here", 1)));
    assertThatThrownBy(() -> leads.aggregate(dotted).first())
        .isInstanceOf(MongoCommandException.class)
        .hasMessageContaining("owner.here");
  }
}
