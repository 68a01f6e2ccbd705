package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents in memory in the order of their insertion. A stored document is never changed: an
 * update changes a copy and then puts it in the other's place. The answer to a query is turned into
 * bytes after the lock of the collection was given back, so it may hold stored documents and still
 * never shows half of an update.
 */
final class StandInCollection extends AbstractSynchronizedMongoCollection<Long> {

  /** What the caller of a query will do with the documents. */
  private enum Use {
    READ,
    CHANGE_ONE,
    CHANGE_ALL
  }

  private static final String ID = "_id";

  private final LinkedHashMap<Long, Document> documents = new LinkedHashMap<>();
  private final LongAdder examined;
  private @Nullable SortedIndex ids;
  private long nextPosition;
  private Use use = Use.READ;

  StandInCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry cursors,
      LongAdder examined) {
    super(database, name, options, cursors);
    this.examined = examined;
  }

  @Override
  protected QueryResult queryDocuments(
      Document filter,
      @Nullable Document sort,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document fields) {
    PipelineStart start = PipelineStart.of(getFullName());
    if (start != null && filter.isEmpty()) {
      QueryResult found = find(start.filter(), start.sort(), 0, start.limit(), 0, null);
      return start.copied() ? copies(found, Document::cloneDeeply) : found;
    }
    // Only top-level fields of a document are replaced in place, so a shallow copy is enough.
    return switch (use) {
      case READ -> find(filter, sort, skip, limit, batchSize, fields);
      case CHANGE_ONE -> copies(find(filter, sort, skip, 1, 0, null), Document::clone);
      case CHANGE_ALL -> copies(find(filter, sort, skip, limit, 0, null), Document::clone);
    };
  }

  private static QueryResult copies(QueryResult found, UnaryOperator<Document> copy) {
    List<Document> stored = found.collectDocuments();
    return new QueryResult(() -> stored.stream().map(copy).iterator());
  }

  private QueryResult find(
      Document filter,
      @Nullable Document sort,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document fields) {
    Document wishedSort = sort == null || sort.isEmpty() ? null : sort;
    SortedIndex byId = ids;
    if (byId != null && filter.get(ID) instanceof String id) {
      Long position = byId.positionOf(id);
      return matchDocumentsFromStream(
          filter,
          Stream.ofNullable(position).map(documents::get).peek(_ -> examined.increment()),
          skip,
          limit,
          batchSize,
          null,
          fields);
    }
    boolean natural = wishedSort != null && wishedSort.containsKey("$natural");
    Search search = natural ? null : Search.best(getIndexes(), filter, wishedSort);
    Stream<Long> anyOf = natural || search != null ? null : Search.anyOf(getIndexes(), filter);
    Stream<Document> candidates =
        search != null
            ? search.positions().map(documents::get)
            : anyOf != null
                ? anyOf.map(documents::get)
                : inOrderOfInsertion(isNaturalDescending(wishedSort)).stream();
    Comparator<Document> order =
        search != null && search.sorted() ? null : deriveComparator(wishedSort);
    return matchDocumentsFromStream(
        filter, candidates.peek(_ -> examined.increment()), skip, limit, batchSize, order, fields);
  }

  private SequencedCollection<Document> inOrderOfInsertion(boolean reversed) {
    var all = documents.sequencedValues();
    return reversed ? all.reversed() : all;
  }

  @Override
  protected QueryResult matchDocuments(
      Document filter, Document sort, int skip, int limit, int batchSize, Document fields) {
    return find(filter, sort, skip, limit, batchSize, fields);
  }

  @Override
  public synchronized Document updateDocuments(
      Document filter,
      Document update,
      ArrayFilters arrayFilters,
      boolean all,
      boolean upsert,
      Oplog oplog) {
    SortedIndex byId = ids;
    if (!all && byId != null && filter.get(ID) instanceof String id && isWhole(update, id))
      return replace(byId.positionOf(id), id, filter, update, upsert);
    use = all ? Use.CHANGE_ALL : Use.CHANGE_ONE;
    try {
      return super.updateDocuments(filter, update, arrayFilters, all, upsert, oplog);
    } finally {
      use = Use.READ;
    }
  }

  private static boolean isWhole(Document update, String id) {
    Object own = update.get(ID);
    return (own == null || own.equals(id))
        && update.keySet().stream().noneMatch(field -> field.startsWith("$"));
  }

  /**
   * What projections do nearly always; the library comes to the same, by way of several searches
   * and copies of each document.
   */
  private Document replace(
      @Nullable Long position, String id, Document filter, Document wish, boolean upsert) {
    var document = new Document(ID, id);
    document.putAll(wish);
    Document before = position == null ? null : documents.get(position);
    if (position == null || before == null || !documentMatchesQuery(before, filter)) {
      if (!upsert) return replaced(0, 0);
      addDocument(document);
      return replaced(0, 0).append("upserted", id);
    }
    if (before.equals(document)) return replaced(1, 0);
    for (Index<Long> index : getIndexes()) index.checkUpdate(before, document, this);
    for (Index<Long> index : getIndexes()) index.updateInPlace(before, document, position, this);
    documents.put(position, document);
    return replaced(1, 1);
  }

  private static Document replaced(int matched, int modified) {
    return new Document("n", matched).append("nModified", modified);
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    use = Use.CHANGE_ONE;
    try {
      return super.findAndModify(query);
    } finally {
      use = Use.READ;
    }
  }

  @Override
  protected void handleUpdate(Long position, Document before, Document after) {
    documents.put(position, after);
  }

  @Override
  protected Long addDocumentInternal(Document document) {
    Long position = nextPosition++;
    documents.put(position, document);
    return position;
  }

  @Override
  protected Document getDocument(Long position) {
    return Objects.requireNonNull(documents.get(position));
  }

  @Override
  protected void removeDocument(Long position) {
    documents.remove(position);
  }

  @Override
  protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
    return documents.entrySet().stream()
        .map(entry -> new DocumentWithPosition<>(entry.getValue(), entry.getKey()));
  }

  @Override
  public synchronized void addIndex(Index<Long> index) {
    super.addIndex(index);
    if (ids == null && index instanceof SortedIndex sorted && sorted.fields().equals(List.of(ID)))
      ids = sorted;
  }

  @Override
  public synchronized void dropIndex(String name) {
    super.dropIndex(name);
    if (ids != null && !getIndexes().contains(ids)) ids = null;
  }

  @Override
  public synchronized int count() {
    return documents.size();
  }

  @Override
  public synchronized int count(Document filter, int skip, int limit) {
    return super.count(filter, skip, limit);
  }

  /** Encoding every document on every change, only for a figure in the statistics, is too dear. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int change) {}

  @Override
  protected int getDataSize() {
    return 0;
  }
}
