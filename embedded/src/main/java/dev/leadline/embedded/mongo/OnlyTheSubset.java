package dev.leadline.embedded.mongo;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Reports every operation that leaves the subset which works the same on the stand-in and on a real
 * MongoDB. A test adds it to its client's settings and calls {@link #assertClean()} at the end: the
 * driver swallows what a listener throws, so a violation can only be remembered.
 *
 * <p>The subset: writes in bulk are unordered and by {@code _id}; updates use {@code $set}, {@code
 * $setOnInsert}, {@code $inc}, {@code $max}, {@code $min}, {@code $unset}, {@code $push} with
 * {@code $each}, {@code $slice} and {@code $sort}, {@code $addToSet}, {@code $pull}, or replace the
 * document; filters are equality, ranges, {@code $in}, {@code $and}, {@code $or} and regular
 * expressions; every read has a limit or a batch size of at most 1000; aggregations use the stages
 * of {@link PipelineRule}. Inserts may be ordered: both servers stop them at the same document.
 */
public final class OnlyTheSubset implements CommandListener {

  private static final int LARGEST_BATCH = 1_000;

  private static final Set<String> WITHOUT_CONDITIONS =
      Set.of(
          "hello",
          "isMaster",
          "ismaster",
          "ping",
          "buildInfo",
          "endSessions",
          "killCursors",
          "create",
          "drop",
          "dropDatabase",
          "dropIndexes",
          "listCollections",
          "listIndexes");

  /** Ignored by the stand-in, or refused by it. */
  private static final Set<String> FORBIDDEN_OPTIONS =
      Set.of(
          "collation",
          "hint",
          "arrayFilters",
          "let",
          "startTransaction",
          "autocommit",
          "apiVersion",
          "tailable",
          "awaitData",
          "min",
          "max",
          "returnKey",
          "showRecordId");

  private static final Set<String> INDEX_OPTIONS = Set.of("key", "name", "unique", "sparse", "v");

  private final List<String> violations = new CopyOnWriteArrayList<>();

  @Override
  public void commandStarted(CommandStartedEvent event) {
    String name = event.getCommandName();
    if (event.getDatabaseName().equals("admin") && WITHOUT_CONDITIONS.contains(name)) return;
    check(name, event.getCommand());
  }

  /** What was reported so far, each with its command, in the order it happened. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** Throws an {@link AssertionError} with every violation so far, one a line, if there is any. */
  public void assertClean() {
    if (!violations.isEmpty())
      throw new AssertionError(
          "Outside the subset that our code keeps to:\n" + String.join("\n", violations));
  }

  void check(String name, BsonDocument command) {
    Report report = reason -> violations.add(name + " of " + command.get(name) + ": " + reason);
    options(command, report);
    switch (name) {
      case "find" -> {
        new FilterRule(report).check(command.get("filter"));
        if (!isBounded(command)) report.that("has neither a limit nor a small batch size");
      }
      case "getMore" -> {
        if (command.containsKey("batchSize") && !isSmallBatch(command))
          report.that("has a batch size above " + LARGEST_BATCH);
      }
      case "count" -> new FilterRule(report).check(command.get("query"));
      case "insert" -> {}
      case "update" -> updates(command, report);
      case "delete" -> deletes(command, report);
      case "findAndModify" -> {
        new FilterRule(report).check(command.get("query"));
        if (command.containsKey("update")) new UpdateRule(report).check(command.get("update"));
      }
      case "aggregate" -> aggregate(command, report);
      case "createIndexes" -> command.getArray("indexes").forEach(index -> index(index, report));
      default -> {
        if (!WITHOUT_CONDITIONS.contains(name)) report.that("is no command of the subset");
      }
    }
  }

  private static void options(BsonDocument document, Report report) {
    for (String option : FORBIDDEN_OPTIONS)
      if (document.containsKey(option)) report.that("uses '" + option + "'");
  }

  private static boolean isBounded(BsonDocument find) {
    boolean limited = find.containsKey("limit") && find.getNumber("limit").intValue() != 0;
    return limited || isSmallBatch(find);
  }

  private static boolean isSmallBatch(BsonDocument document) {
    if (!document.containsKey("batchSize")) return false;
    int size = document.getNumber("batchSize").intValue();
    return size > 0 && size <= LARGEST_BATCH;
  }

  private static void updates(BsonDocument command, Report report) {
    bulk(command, "updates", report);
    for (BsonValue statement : command.getArray("updates")) {
      BsonDocument update = statement.asDocument();
      options(update, report);
      new FilterRule(report).check(update.get("q"));
      new UpdateRule(report).check(update.get("u"));
    }
  }

  private static void deletes(BsonDocument command, Report report) {
    bulk(command, "deletes", report);
    for (BsonValue statement : command.getArray("deletes")) {
      options(statement.asDocument(), report);
      new FilterRule(report).check(statement.asDocument().get("q"));
    }
  }

  private static void bulk(BsonDocument command, String list, Report report) {
    List<BsonValue> statements = command.getArray(list);
    if (statements.size() < 2) return;
    if (!command.containsKey("ordered") || command.getBoolean("ordered").getValue())
      report.that("is an ordered bulk write");
    for (BsonValue statement : statements)
      if (!statement.asDocument().getDocument("q").containsKey("_id"))
        report.that("is a bulk write that is not by _id");
  }

  private static void aggregate(BsonDocument command, Report report) {
    if (!command.isString("aggregate") || !command.isArray("pipeline")) {
      report.that("does not read a collection");
      return;
    }
    var rule = new PipelineRule(report);
    rule.check(command.getArray("pipeline"));
    if (!isSmallBatch(command.getDocument("cursor", new BsonDocument()))
        && !rule.isBounded(command.getArray("pipeline")))
      report.that("has neither a limit nor a small batch size");
  }

  private static void index(BsonValue index, Report report) {
    BsonDocument description = index.asDocument();
    for (String option : description.keySet())
      if (!INDEX_OPTIONS.contains(option)) report.that("uses '" + option + "' of an index");
    description
        .getDocument("key")
        .forEach(
            (field, kind) -> {
              if (!kind.isNumber() || field.contains("$"))
                report.that("makes an index of the kind " + kind + " on " + field);
            });
  }
}
