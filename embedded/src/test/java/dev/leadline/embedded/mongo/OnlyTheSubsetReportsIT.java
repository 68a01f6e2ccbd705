package dev.leadline.embedded.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What our code may not do, tried. */
class OnlyTheSubsetReportsIT {

  private static EmbeddedMongo mongo;

  @BeforeAll
  static void start() {
    mongo = EmbeddedMongo.start();
  }

  @AfterAll
  static void stop() {
    mongo.close();
  }

  private static Arguments forbidden(
      String what, String reported, Consumer<MongoCollection<Document>> work) {
    return Arguments.of(what, reported, work);
  }

  private static Consumer<MongoCollection<Document>> find(String filter) {
    return leads -> leads.find(Document.parse(filter)).limit(1).first();
  }

  private static Consumer<MongoCollection<Document>> update(String update) {
    return leads -> leads.updateOne(eq("_id", "x"), Document.parse(update));
  }

  private static Consumer<MongoCollection<Document>> aggregate(String... stages) {
    return leads ->
        leads
            .aggregate(Stream.of(stages).map(Document::parse).toList())
            .batchSize(10)
            .into(new ArrayList<>());
  }

  static Stream<Arguments> forbidden() {
    return Stream.of(
        forbidden(
            "find without end", "neither a limit", leads -> leads.find().into(new ArrayList<>())),
        forbidden(
            "large batches",
            "neither a limit",
            leads -> leads.find().batchSize(5_000).into(new ArrayList<>())),
        forbidden("text", "'$text'", find("{$text: {$search: 'x'}}")),
        forbidden("where", "'$where'", find("{$where: 'true'}")),
        forbidden("expression in a filter", "'$expr'", find("{$expr: {$eq: ['$a', '$b']}}")),
        forbidden("element match", "'$elemMatch'", find("{a: {$elemMatch: {b: 1}}}")),
        forbidden("negation", "'$not'", find("{$or: [{a: {$not: {$gt: 1}}}]}")),
        forbidden(
            "collation",
            "'collation'",
            leads -> leads.find().collation(Collation.builder().locale("de").build()).first()),
        forbidden("hint", "'hint'", leads -> leads.find().hint(new Document("a", 1)).first()),
        forbidden(
            "ordered bulk",
            "ordered bulk",
            leads ->
                leads.bulkWrite(
                    List.of(
                        new DeleteOneModel<Document>(eq("_id", "1")),
                        new DeleteOneModel<Document>(eq("_id", "2"))))),
        forbidden(
            "bulk not by id",
            "not by _id",
            leads ->
                leads.bulkWrite(
                    List.of(
                        new DeleteOneModel<Document>(eq("a", "1")),
                        new DeleteOneModel<Document>(eq("_id", "2"))),
                    new BulkWriteOptions().ordered(false))),
        forbidden("other operator", "'$rename'", update("{$rename: {a: 'b'}}")),
        forbidden("bit operator", "'$bit'", update("{$bit: {a: {and: 1}}}")),
        forbidden(
            "position of a push",
            "'$position'",
            update("{$push: {a: {$each: [1], $position: 0}}}")),
        forbidden("positional update", "positional", update("{$set: {'a.$[].b': 1}}")),
        forbidden("condition in a pull", "'$nin'", update("{$pull: {a: {$nin: [1]}}}")),
        forbidden(
            "pipeline update",
            "pipeline",
            leads -> leads.updateOne(eq("_id", "x"), List.of(Document.parse("{$set: {a: 1}}")))),
        forbidden(
            "array filters",
            "'arrayFilters'",
            leads ->
                leads.updateOne(
                    eq("_id", "x"),
                    Document.parse("{$set: {'a.$[e]': 1}}"),
                    new UpdateOptions().arrayFilters(List.of(Document.parse("{e: 1}"))))),
        forbidden(
            "find and modify by pipeline",
            "pipeline",
            leads ->
                leads.findOneAndUpdate(eq("_id", "x"), List.of(Document.parse("{$set: {a: 1}}")))),
        forbidden("distinct", "no command", leads -> leads.distinct("a", Integer.class).first()),
        forbidden(
            "rename",
            "no command",
            leads -> leads.renameCollection(new com.mongodb.MongoNamespace("guarded.other"))),
        forbidden(
            "change stream",
            "'$changeStream'",
            leads -> leads.watch().maxAwaitTime(1, TimeUnit.MILLISECONDS).cursor().close()),
        forbidden(
            "lookup",
            "'$lookup'",
            aggregate("{$lookup: {from: 'b', localField: 'a', foreignField: 'c', as: 'd'}}")),
        forbidden(
            "out",
            "'$out'",
            leads ->
                leads
                    .aggregate(
                        List.of(Document.parse("{$limit: 1}"), Document.parse("{$out: 'b'}")))
                    .toCollection()),
        forbidden(
            "inside a facet", "'$sample'", aggregate("{$facet: {a: [{$sample: {size: 1}}]}}")),
        forbidden(
            "other expression", "'$concat'", aggregate("{$project: {a: {$concat: ['a', 'b']}}}")),
        forbidden("dotted added field", "dotted", aggregate("{$addFields: {'a.b': 1}}")),
        forbidden("filter of an aggregation", "'$nor'", aggregate("{$match: {$nor: [{a: 1}]}}")),
        forbidden(
            "aggregation without end",
            "neither a limit",
            leads ->
                leads.aggregate(List.of(Document.parse("{$match: {}}"))).into(new ArrayList<>())),
        forbidden(
            "time to live",
            "'expireAfterSeconds'",
            leads ->
                leads.createIndex(
                    Indexes.ascending("t"), new IndexOptions().expireAfter(1L, TimeUnit.HOURS))),
        forbidden(
            "partial index",
            "'partialFilterExpression'",
            leads ->
                leads.createIndex(
                    Indexes.ascending("p"),
                    new IndexOptions().partialFilterExpression(eq("a", 1)))),
        forbidden("text index", "of the kind", leads -> leads.createIndex(Indexes.text("a"))),
        forbidden(
            "wildcard index", "of the kind", leads -> leads.createIndex(Indexes.ascending("$**"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forbidden")
  void reports(String what, String reported, Consumer<MongoCollection<Document>> work) {
    OnlyTheSubset guard = Guarded.guarded(mongo, work);
    assertThat(guard.violations()).anyMatch(violation -> violation.contains(reported));
    assertThatThrownBy(guard::assertClean)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(reported);
  }

  @Test
  void reports_what_the_driver_would_only_send_to_a_replica_set() {
    var guard = new OnlyTheSubset();
    guard.check(
        "insert",
        BsonDocument.parse(
            "{insert: 'leads', documents: [{}], startTransaction: true, autocommit: false}"));
    guard.check("commitTransaction", BsonDocument.parse("{commitTransaction: 1}"));
    guard.check("ping", BsonDocument.parse("{ping: 1, apiVersion: '1'}"));
    assertThat(guard.violations())
        .anyMatch(violation -> violation.contains("'startTransaction'"))
        .anyMatch(violation -> violation.startsWith("commitTransaction"))
        .anyMatch(violation -> violation.contains("'apiVersion'"));
  }
}
