package dev.leadline.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What our code may do, done. */
class OnlyTheSubsetPassesIT {

  private static EmbeddedMongo mongo;

  @BeforeAll
  static void start() {
    mongo = EmbeddedMongo.start();
  }

  @AfterAll
  static void stop() {
    mongo.close();
  }

  private static Arguments allowed(String what, Consumer<MongoCollection<Document>> work) {
    return Arguments.of(what, work);
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        allowed("insert", leads -> leads.insertOne(new Document("a", 1))),
        allowed("insert many", leads -> leads.insertMany(List.of(new Document(), new Document()))),
        allowed(
            "find with a limit", leads -> leads.find(eq("a", 1)).limit(10).into(new ArrayList<>())),
        allowed("find in batches", leads -> leads.find().batchSize(2).into(new ArrayList<>())),
        allowed("find first", leads -> leads.find(eq("_id", "x")).first()),
        allowed(
            "flat filters",
            leads ->
                leads
                    .find(
                        or(
                            and(gte("_id", "a"), lt("_id", "b")),
                            in("stage", "won", "lost"),
                            regex("name", "^An", "i")))
                    .sort(Sorts.descending("_id"))
                    .skip(2)
                    .limit(5)
                    .first()),
        allowed(
            "replace",
            leads ->
                leads.replaceOne(
                    eq("_id", "x"), new Document("a", 1), new ReplaceOptions().upsert(true))),
        allowed(
            "every update operator",
            leads ->
                leads.updateOne(
                    eq("_id", "operators"),
                    Updates.combine(
                        Updates.set("a", 1),
                        Updates.setOnInsert("b", 1),
                        Updates.inc("c", 1),
                        Updates.max("d", 1),
                        Updates.min("e", 1),
                        Updates.unset("f"),
                        Updates.pushEach(
                            "g",
                            List.of(new Document("at", 1)),
                            new PushOptions().slice(-3).sortDocument(Sorts.ascending("at"))),
                        Updates.addToSet("h", 1),
                        Updates.addEachToSet("i", List.of(1, 2)),
                        Updates.pull("j", 3)),
                    new UpdateOptions().upsert(true))),
        allowed(
            "unordered bulk by id",
            leads ->
                leads.bulkWrite(
                    List.of(
                        new UpdateOneModel<Document>(
                            eq("_id", "1"), Updates.set("a", 1), new UpdateOptions().upsert(true)),
                        new UpdateOneModel<Document>(eq("_id", "2"), Updates.inc("a", 1)),
                        new ReplaceOneModel<>(eq("_id", "3"), new Document("a", 1)),
                        new DeleteOneModel<Document>(eq("_id", "4")),
                        new DeleteOneModel<Document>(eq("_id", "5"))),
                    new BulkWriteOptions().ordered(false))),
        allowed(
            "find and modify",
            leads ->
                leads.findOneAndUpdate(
                    eq("_id", "counter"),
                    Updates.inc("next", 1),
                    new FindOneAndUpdateOptions().upsert(true))),
        allowed("find and delete", leads -> leads.findOneAndDelete(eq("_id", "counter"))),
        allowed("count", leads -> leads.countDocuments(eq("a", 1))),
        allowed("estimated count", MongoCollection::estimatedDocumentCount),
        allowed("delete many", leads -> leads.deleteMany(and(gte("_id", "y"), lt("_id", "z")))),
        allowed(
            "indexes",
            leads ->
                leads.createIndex(
                    Indexes.descending("a"), new IndexOptions().unique(true).sparse(true))),
        allowed("drop", MongoCollection::drop),
        allowed(
            "aggregate",
            leads ->
                leads
                    .aggregate(
                        List.of(
                            Document.parse("{$match: {a: {$gte: 1}}}"),
                            Document.parse("{$unwind: '$tags'}"),
                            Document.parse(
                                "{$addFields: {day: {$dateToString: {date: '$at', format:"
                                    + " '%Y-%m-%d'}}}}"),
                            Document.parse("{$group: {_id: '$day', n: {$sum: 1}}}"),
                            Document.parse("{$sort: {n: -1}}"),
                            Document.parse("{$skip: 1}"),
                            Document.parse("{$limit: 3}"),
                            Document.parse("{$project: {n: 1}}"),
                            Document.parse("{$facet: {all: [{$count: 'n'}]}}")))
                    .first()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void passes(String what, Consumer<MongoCollection<Document>> work) {
    Guarded.guarded(mongo, work).assertClean();
  }
}
