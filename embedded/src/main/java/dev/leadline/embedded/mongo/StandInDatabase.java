package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what would be answered wrongly, instead of ignoring it as the library does, and gives
 * bulk writes their order.
 */
final class StandInDatabase extends AbstractSynchronizedMongoDatabase<Long> {

  private static final int NOT_SUPPORTED = 115;
  private static final int EMPTY_FIELD_NAME = 56;

  private final LongAdder examined;

  StandInDatabase(String name, CursorRegistry cursors, LongAdder examined) {
    super(name, cursors);
    this.examined = examined;
    initializeNamespacesAndIndexes();
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    refuse(query, Set.of("collation", "startTransaction"));
    return switch (command) {
      case "update" ->
          BulkWrite.of(command, query)
              .run(
                  part -> {
                    if (part.get("updates") instanceof List<?> updates)
                      for (Object one : updates) refuseNameless(((Document) one).get("u"));
                    return super.handleCommand(channel, command, part, databases, oplog);
                  });
      case "insert", "delete" ->
          BulkWrite.of(command, query)
              .run(part -> super.handleCommand(channel, command, part, databases, oplog));
      case "findAndModify" -> {
        refuseNameless(query.get("update"));
        yield super.handleCommand(channel, command, query, databases, oplog);
      }
      case "aggregate" -> aggregate(channel, query, databases, oplog);
      case "createIndexes" -> {
        if (query.get("indexes") instanceof List<?> indexes)
          for (Object index : indexes) refuseIndex((Document) index);
        yield super.handleCommand(channel, command, query, databases, oplog);
      }
      default -> super.handleCommand(channel, command, query, databases, oplog);
    };
  }

  private Document aggregate(
      Channel channel, Document query, DatabaseResolver databases, Oplog oplog) {
    String namespace = getDatabaseName() + "." + query.get("aggregate");
    List<?> pipeline = query.get("pipeline") instanceof List<?> stages ? stages : List.of();
    for (Object stage : pipeline) refuseDottedFields((Document) stage);
    // The library answers in one batch and warns about any other wish.
    Document inOneBatch = query.clone();
    inOneBatch.put("cursor", new Document());
    return PipelineStart.of(namespace, pipeline)
        .during(() -> super.handleCommand(channel, "aggregate", inOneBatch, databases, oplog));
  }

  /** The library would add a field whose name has a dot in it. */
  private static void refuseDottedFields(Document stage) {
    if (stage.get("$addFields") instanceof Document fields)
      for (String field : fields.keySet())
        if (field.indexOf('.') >= 0)
          throw new MongoServerError(
              NOT_SUPPORTED,
              "The stand-in for MongoDB adds '%s' only as a nested document".formatted(field));
  }

  /** MongoDB changes no field without a name; the library would make one. */
  private static void refuseNameless(@Nullable Object update) {
    if (!(update instanceof Document operators)) return;
    for (var operator : operators.entrySet())
      if (operator.getKey().startsWith("$") && operator.getValue() instanceof Document changes)
        for (String path : changes.keySet())
          if (List.of(path.split("\\.", -1)).contains(""))
            throw new MongoServerError(
                EMPTY_FIELD_NAME,
                "EmptyFieldName",
                "The update path '%s' contains an empty field name, which is not allowed."
                    .formatted(path));
  }

  private static void refuseIndex(Document index) {
    refuse(index, Set.of("collation", "partialFilterExpression", "wildcardProjection"));
    if (index.get("key") instanceof Document key)
      for (Object kind : key.values())
        if (!(kind instanceof Number))
          throw new MongoServerError(
              NOT_SUPPORTED, "The stand-in for MongoDB has no index of the kind " + kind);
  }

  private static void refuse(Document document, Set<String> options) {
    for (String option : options)
      if (document.containsKey(option))
        throw new MongoServerError(
            NOT_SUPPORTED, "The stand-in for MongoDB does not do '" + option + "'");
  }

  @Override
  protected MongoCollection<Long> openOrCreateCollection(String name, CollectionOptions options) {
    return new StandInCollection(this, name, options, cursorRegistry, examined);
  }

  @Override
  protected Index<Long> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new SortedIndex(name, keys, true, sparse);
  }

  @Override
  protected Index<Long> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new SortedIndex(name, keys, false, sparse);
  }

  @Override
  protected long getStorageSize() {
    return 0;
  }

  @Override
  protected long getFileSize() {
    return 0;
  }
}
