package dev.leadline.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.UpdateResult;
import dev.leadline.embedded.servers.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes of the subset, alone and in bulk. */
class MongoWriteIT {

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

  private static List<Document> withOneDuplicate() {
    return List.of(
        new Document("_id", 1),
        new Document("_id", 2),
        new Document("_id", 2),
        new Document("_id", 3));
  }

  @Test
  void an_ordered_insert_stops_at_the_first_error_and_counts_what_it_did() {
    var failed =
        catchThrowableOfType(
            MongoBulkWriteException.class, () -> leads.insertMany(withOneDuplicate()));
    assertThat(failed.getWriteResult().getInsertedCount()).isEqualTo(2);
    assertThat(failed.getWriteErrors()).singleElement().returns(2, error -> error.getIndex());
    assertThat(leads.countDocuments()).isEqualTo(2);
  }

  @Test
  void an_unordered_insert_goes_on_after_an_error() {
    var failed =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> leads.insertMany(withOneDuplicate(), new InsertManyOptions().ordered(false)));
    assertThat(failed.getWriteResult().getInsertedCount()).isEqualTo(3);
    assertThat(failed.getWriteErrors()).singleElement().returns(2, error -> error.getIndex());
    assertThat(leads.countDocuments()).isEqualTo(3);
  }

  /** The second update adds a number to a text, which no server does. */
  private static List<WriteModel<Document>> withOneBrokenUpdate() {
    var upsert = new UpdateOptions().upsert(true);
    return List.of(
        new UpdateOneModel<>(eq("_id", 1), Updates.set("a", 1), upsert),
        new UpdateOneModel<>(eq("_id", 1), Updates.inc("text", 1)),
        new UpdateOneModel<>(eq("_id", 2), Updates.set("a", 1), upsert),
        new UpdateOneModel<>(eq("_id", 1), Updates.set("a", 2)));
  }

  @Test
  void an_ordered_bulk_of_updates_stops_at_the_first_error() {
    leads.insertOne(new Document("_id", 1).append("text", "x"));
    var failed =
        catchThrowableOfType(
            MongoBulkWriteException.class, () -> leads.bulkWrite(withOneBrokenUpdate()));
    assertThat(failed.getWriteErrors()).singleElement().returns(1, error -> error.getIndex());
    assertThat(leads.find().into(new ArrayList<>()))
        .containsExactly(new Document("_id", 1).append("text", "x").append("a", 1));
  }

  @Test
  void an_unordered_bulk_of_updates_goes_on_after_an_error() {
    leads.insertOne(new Document("_id", 1).append("text", "x"));
    var failed =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> leads.bulkWrite(withOneBrokenUpdate(), new BulkWriteOptions().ordered(false)));
    assertThat(failed.getWriteErrors()).singleElement().returns(1, error -> error.getIndex());
    assertThat(failed.getWriteResult().getUpserts())
        .singleElement()
        .returns(2, upsert -> upsert.getIndex());
    assertThat(leads.find().into(new ArrayList<>()))
        .containsExactly(
            new Document("_id", 1).append("text", "x").append("a", 2),
            new Document("_id", 2).append("a", 1));
  }

  @Test
  void an_update_of_a_field_without_a_name_is_refused_and_the_others_are_done() {
    var upsert = new UpdateOptions().upsert(true);
    for (String path : List.of("types.", "types..a", ".a", ".", "")) {
      var failed =
          catchThrowableOfType(
              MongoBulkWriteException.class,
              () ->
                  leads.bulkWrite(
                      List.of(
                          new UpdateOneModel<>(eq("_id", 1), Updates.inc(path, 1), upsert),
                          new UpdateOneModel<>(eq("_id", 2), Updates.inc("types.a", 1), upsert)),
                      new BulkWriteOptions().ordered(false)));
      assertThat(failed.getWriteErrors())
          .as(path)
          .singleElement()
          .returns(0, error -> error.getIndex())
          .returns(56, error -> error.getCode());
      assertThat(
              catchThrowableOfType(
                      MongoCommandException.class,
                      () -> leads.findOneAndUpdate(eq("_id", 2), Updates.set(path, 1)))
                  .getErrorCode())
          .as(path)
          .isEqualTo(56);
    }
    assertThat(leads.find().into(new ArrayList<>()))
        .containsExactly(Document.parse("{_id: 2, types: {a: 5}}"));
  }

  @Test
  void a_bulk_of_upserts_does_every_operator_of_the_subset() {
    leads.insertOne(
        Document.parse(
            "{_id: 'old', n: 5, high: 5, low: 5, gone: 1, list: [3, 1], set: ['a'], tags: ['x',"
                + " 'y']}"));
    var everything =
        Updates.combine(
            Updates.set("name", "Ada"),
            Updates.setOnInsert("created", 1),
            Updates.inc("n", 2),
            Updates.max("high", 9),
            Updates.min("low", 9),
            Updates.unset("gone"),
            Updates.pushEach("list", List.of(2), new PushOptions().slice(-2).sort(1)),
            Updates.addToSet("set", "a"),
            Updates.pull("tags", "x"));
    var upsert = new UpdateOptions().upsert(true);
    var result =
        leads.bulkWrite(
            List.of(
                new UpdateOneModel<Document>(eq("_id", "old"), everything, upsert),
                new UpdateOneModel<Document>(eq("_id", "new"), everything, upsert),
                new ReplaceOneModel<>(
                    eq("_id", "whole"), new Document("a", 1), new ReplaceOptions().upsert(true)),
                new DeleteOneModel<Document>(eq("_id", "nobody"))),
            new BulkWriteOptions().ordered(false));
    assertThat(result.getMatchedCount()).isEqualTo(1);
    assertThat(result.getModifiedCount()).isEqualTo(1);
    assertThat(result.getUpserts()).extracting(one -> one.getIndex()).containsExactly(1, 2);
    assertThat(leads.find(eq("_id", "old")).first())
        .isEqualTo(
            Document.parse(
                "{_id: 'old', n: 7, high: 9, low: 5, list: [2, 3], set: ['a'], tags: ['y'], name:"
                    + " 'Ada'}"));
    assertThat(leads.find(eq("_id", "new")).first())
        .containsAllEntriesOf(
            Document.parse(
                "{_id: 'new', name: 'Ada', created: 1, n: 2, high: 9, low: 9, list: [2], set:"
                    + " ['a']}"))
        .doesNotContainKeys("gone", "tags");
    assertThat(leads.find(eq("_id", "whole")).first())
        .isEqualTo(Document.parse("{_id: 'whole', a: 1}"));
  }

  @Test
  void a_whole_document_takes_the_place_of_the_one_of_its_id() {
    leads.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
    leads.createIndex(Indexes.ascending("stage"));
    var orInsert = new ReplaceOptions().upsert(true);
    var ada = Document.parse("{_id: 'ada', version: 1, email: 'a@x', stage: 'NEW', gone: 1}");
    assertThat(leads.replaceOne(eq("_id", "ada"), ada).getMatchedCount()).isZero();
    assertThat(leads.replaceOne(eq("_id", "ada"), ada, orInsert).getUpsertedId())
        .isEqualTo(new BsonString("ada"));
    assertThat(leads.replaceOne(eq("_id", "ada"), ada, orInsert))
        .returns(1L, UpdateResult::getMatchedCount)
        .returns(0L, UpdateResult::getModifiedCount);

    var later = Document.parse("{version: 2, email: 'a@y', stage: 'WON'}");
    assertThat(leads.replaceOne(and(eq("_id", "ada"), lt("version", 2)), later, orInsert))
        .returns(1L, UpdateResult::getModifiedCount)
        .returns(null, UpdateResult::getUpsertedId);
    assertThat(leads.find(eq("stage", "NEW")).first()).isNull();
    assertThat(leads.find(eq("stage", "WON")).first())
        .isEqualTo(Document.parse("{_id: 'ada', version: 2, email: 'a@y', stage: 'WON'}"));
  }

  @Test
  void a_whole_document_that_may_not_take_a_place_changes_nothing() {
    leads.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
    var orInsert = new ReplaceOptions().upsert(true);
    var ada = Document.parse("{_id: 'ada', version: 2, email: 'a@x'}");
    var ben = Document.parse("{_id: 'ben', version: 1, email: 'b@x'}");
    leads.insertMany(List.of(ada, ben));
    for (var refused :
        List.<ThrowingCallable>of(
            () ->
                leads.replaceOne(
                    and(eq("_id", "ada"), lt("version", 2)),
                    new Document("version", 1).append("email", "a@z"),
                    orInsert),
            () -> leads.replaceOne(eq("_id", "ben"), new Document("email", "a@x")),
            () -> leads.replaceOne(eq("_id", "eve"), new Document("email", "a@x"), orInsert)))
      assertThat(catchThrowableOfType(MongoWriteException.class, refused).getError().getCategory())
          .isEqualTo(ErrorCategory.DUPLICATE_KEY);
    assertThat(catchThrowable(() -> leads.replaceOne(eq("_id", "ben"), ada)))
        .isInstanceOf(MongoWriteException.class);
    assertThat(leads.find().into(new ArrayList<>())).containsExactly(ada, ben);
    assertThat(leads.find(eq("email", "a@x")).first()).isEqualTo(ada);
  }

  @Test
  void find_and_modify_gives_each_number_once() throws Exception {
    int callers = 4;
    int each = 100;
    var options = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    var numbers = ConcurrentHashMap.<Integer>newKeySet();
    try (var threads = Executors.newFixedThreadPool(callers)) {
      for (int caller = 0; caller < callers; caller++)
        threads.submit(
            () -> {
              for (int i = 0; i < each; i++)
                numbers.add(
                    leads
                        .findOneAndUpdate(eq("_id", "counter"), Updates.inc("next", 1), options)
                        .getInteger("next"));
            });
    }
    assertThat(numbers).hasSize(callers * each).contains(1, callers * each);
    var before = leads.findOneAndUpdate(eq("_id", "counter"), Updates.set("next", 0));
    assertThat(before).containsEntry("next", callers * each);
    assertThat(leads.findOneAndDelete(eq("_id", "counter"))).containsEntry("next", 0);
    assertThat(leads.countDocuments()).isZero();
  }
}
