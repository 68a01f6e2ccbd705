package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import dev.leadline.timeline.domain.Rebuild.Difference;
import dev.leadline.timeline.handling.KeepGenerations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Generations in MongoDB: a collection each, and one document that says which one is live. */
@Component
class MongoGenerations implements KeepGenerations {

  private static final int PAGE = 1000;
  private static final int BATCH = 100;

  /** Characters of what documents say: most is in texts, which are JSON. */
  private static final int PAGE_SIZE = 8 << 20;

  private static final int MOST_MODELS = 100;
  private static final String VERSION = "version";
  private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

  private final MongoOperations mongo;

  MongoGenerations(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Override
  public Map<String, Pointer> pointers() {
    return in(
        ReadModels.POINTERS,
        pointers -> {
          var found = new HashMap<String, Pointer>();
          for (Document one : pointers.find().limit(MOST_MODELS)) {
            Date until = one.getDate("previousUntil");
            found.put(
                one.getString("_id"),
                new Pointer(
                    ReadModels.generation(one.get("generation")),
                    one.getInteger("previous"),
                    until == null ? null : until.toInstant(),
                    one.getString("movedBy")));
          }
          return found;
        });
  }

  @Override
  public int next(String readModel) {
    Document after =
        in(
            ReadModels.POINTERS,
            pointers ->
                pointers.findOneAndUpdate(
                    eq("_id", readModel),
                    inc("made", 1),
                    new FindOneAndUpdateOptions()
                        .upsert(true)
                        .returnDocument(ReturnDocument.AFTER)));
    return ReadModels.FIRST_GENERATION + after.getInteger("made");
  }

  @Override
  public void hold(String readModel, String rebuildId) {
    update(eq("_id", readModel), set("movedBy", rebuildId));
  }

  @Override
  public void letGo(String readModel, String rebuildId) {
    update(new Document("_id", readModel).append("movedBy", rebuildId), unset("movedBy"));
  }

  @Override
  public void point(
      String readModel, String rebuildId, int generation, int previous, Instant previousUntil) {
    update(
        new Document("_id", readModel).append("movedBy", rebuildId),
        combine(
            set("generation", generation),
            set("previous", previous),
            set("previousUntil", Date.from(previousUntil)),
            unset("movedBy")));
  }

  @Override
  public void forgetPrevious(String readModel) {
    update(eq("_id", readModel), combine(unset("previous"), unset("previousUntil")));
  }

  private void update(Bson place, Bson change) {
    in(ReadModels.POINTERS, pointers -> pointers.updateOne(place, change, new UpdateOptions()));
  }

  @Override
  public void drop(String readModel, int generation) {
    Pointer pointer = pointers().getOrDefault(readModel, Pointer.FIRST);
    if (pointer.live() == generation)
      throw new IllegalStateException("The live generation of " + readModel + " is not dropped");
    for (String one : ReadModels.collections(readModel))
      mongo.dropCollection(ReadModels.collection(one, generation));
  }

  @Override
  public Set<Integer> held(String readModel) {
    var held = new TreeSet<Integer>();
    Set<String> names = mongo.getCollectionNames();
    for (String one : ReadModels.collections(readModel))
      for (String name : names) {
        Integer generation = ReadModels.generationOf(one, name);
        if (generation != null) held.add(generation);
      }
    return held;
  }

  /** To count one by one takes as long as to read all keys, and longer than the client waits. */
  @Override
  public long estimate(String readModel, int generation) {
    long documents = 0;
    for (String one : ReadModels.collections(readModel))
      documents +=
          in(ReadModels.collection(one, generation), MongoCollection::estimatedDocumentCount);
    return documents;
  }

  @Override
  public SequencedSet<String> differing(
      String readModel, int live, int rebuilt, String after, int most) {
    var differing = new TreeSet<String>();
    for (String one : ReadModels.collections(readModel)) {
      var found = new LinkedHashSet<String>();
      compare(new Pages(one, live, after), new Pages(one, rebuilt, after), found, most);
      differing.addAll(found);
      while (differing.size() > most) differing.removeLast();
    }
    return differing;
  }

  @Override
  public OfLeads ofLeads(String readModel, int live, int rebuilt, Set<String> leadIds) {
    var differing = new LinkedHashSet<String>();
    long seen = 0;
    long given = 0;
    for (String one : ReadModels.collections(readModel))
      for (String leadId : leadIds) {
        String end = ReadModels.afterLastEntryId(leadId);
        var left = new Pages(one, live, leadId, end);
        var right = new Pages(one, rebuilt, leadId, end);
        compare(left, right, differing, Integer.MAX_VALUE);
        seen += left.counted;
        given += right.counted;
      }
    differing.removeIf(id -> isLeftAlone(readModel, id));
    return new OfLeads(seen, given, differing);
  }

  private static void compare(Pages left, Pages right, Set<String> differing, int most) {
    Document one = left.next();
    Document other = right.next();
    while ((one != null || other != null) && differing.size() < most) {
      int order = one == null ? 1 : other == null ? -1 : id(one).compareTo(id(other));
      if (order < 0) differing.add(id(Objects.requireNonNull(one)));
      else if (order > 0) differing.add(id(Objects.requireNonNull(other)));
      else if (!Objects.equals(one, other)) differing.add(id(Objects.requireNonNull(one)));
      if (order <= 0) one = left.next();
      if (order >= 0) other = right.next();
    }
  }

  private static long size(Document document) {
    long size = 0;
    for (Object value : document.values()) if (value instanceof String text) size += text.length();
    return size;
  }

  /** What the stream of another lead tells in a timeline cannot be told from its own one. */
  private static boolean isLeftAlone(String name, String id) {
    return name.equals(ReadModels.TIMELINE_ENTRIES) && ReadModels.isOfAnotherStream(id);
  }

  private static String id(Document document) {
    return document.getString("_id");
  }

  /** The documents of a generation in the order of their keys. */
  private final class Pages {

    private final String name;
    private final String collection;
    private final @Nullable String end;
    private final List<Document> page = new ArrayList<>();
    private String after;
    private int at;
    private long counted;
    private boolean first;
    private boolean last;

    /** All that follow a key. */
    Pages(String name, int generation, String after) {
      this.name = name;
      this.collection = ReadModels.collection(name, generation);
      this.after = after;
      this.end = null;
    }

    /** From a key on, and before another. */
    Pages(String name, int generation, String from, String end) {
      this.name = name;
      this.collection = ReadModels.collection(name, generation);
      this.after = from;
      this.end = end;
      this.first = true;
    }

    @Nullable Document next() {
      if (at == page.size() && !last) read();
      if (at == page.size()) return null;
      Document next = page.get(at++);
      if (!isLeftAlone(name, id(next))) counted++;
      return next;
    }

    /** A page has fewer documents where they are large: two pages are in memory at once. */
    private void read() {
      page.clear();
      at = 0;
      var range = new Document(first ? "$gte" : "$gt", after);
      if (end != null) range.append("$lt", end);
      last =
          in(
              collection,
              documents -> {
                try (var found =
                    documents
                        .find(new Document("_id", range))
                        .sort(Sorts.ascending("_id"))
                        .limit(PAGE)
                        .batchSize(BATCH)
                        .iterator()) {
                  long size = 0;
                  while (found.hasNext() && size < PAGE_SIZE) {
                    page.add(found.next());
                    size += size(page.getLast());
                  }
                  return !found.hasNext() && page.size() < PAGE;
                }
              });
      first = false;
      if (!page.isEmpty()) after = id(page.getLast());
    }
  }

  private interface Seen {
    void as(String id, @Nullable Document live, @Nullable Document rebuilt);
  }

  @Override
  public Set<String> stillDiffering(String readModel, int live, int rebuilt, Set<String> ids) {
    var differing = new LinkedHashSet<String>();
    lookAt(readModel, live, rebuilt, ids, (id, _, _) -> differing.add(id));
    return differing;
  }

  @Override
  public Map<String, Difference> differences(
      String readModel, int live, int rebuilt, Set<String> ids) {
    var differences = new LinkedHashMap<String, Difference>();
    lookAt(
        readModel,
        live,
        rebuilt,
        ids,
        (id, one, other) -> differences.put(id, Shown.difference(id, one, other)));
    return differences;
  }

  private void lookAt(String readModel, int live, int rebuilt, Set<String> ids, Seen different) {
    for (String name : ReadModels.collections(readModel))
      for (List<String> some : pages(ids)) lookAtSome(name, live, rebuilt, some, different);
  }

  private void lookAtSome(String name, int live, int rebuilt, List<String> some, Seen different) {
    Map<String, Document> left = byId(ReadModels.collection(name, live), some);
    Map<String, Document> right = byId(ReadModels.collection(name, rebuilt), some);
    for (String id : some) {
      Document one = left.get(id);
      Document other = right.get(id);
      if (Objects.equals(one, other) || isAtAnotherVersion(one, other)) continue;
      different.as(id, one, other);
    }
  }

  /** One has come further in the history of its lead, and the other will follow. */
  private static boolean isAtAnotherVersion(@Nullable Document one, @Nullable Document other) {
    return one != null && other != null && !Objects.equals(one.get(VERSION), other.get(VERSION));
  }

  private Map<String, Document> byId(String collection, List<String> ids) {
    return in(
        collection,
        documents -> {
          var found = new HashMap<String, Document>();
          for (Document one :
              documents.find(new Document("_id", new Document("$in", ids))).batchSize(PAGE))
            found.put(id(one), one);
          return found;
        });
  }

  private static List<List<String>> pages(Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    var pages = new ArrayList<List<String>>();
    for (int i = 0; i < all.size(); i += BATCH)
      pages.add(all.subList(i, Math.min(all.size(), i + BATCH)));
    return pages;
  }

  @Override
  public void copy(String readModel, int from, int to, Set<String> ids, Runnable stillOurs) {
    for (String name : ReadModels.collections(readModel))
      for (List<String> some : pages(ids))
        copy(ReadModels.collection(name, from), ReadModels.collection(name, to), some, stillOurs);
  }

  private void copy(String from, String to, List<String> some, Runnable stillOurs) {
    Map<String, Document> wrong = byId(to, some);
    Map<String, Document> right = byId(from, some);
    stillOurs.run();
    var removed = new ArrayList<WriteModel<Document>>();
    var put = new ArrayList<ReplaceOneModel<Document>>();
    for (String id : some) {
      Document before = wrong.get(id);
      Document document = right.get(id);
      if (document != null) put.add(BulkUpsert.of(unchanged(id, before), document));
      else if (before != null) removed.add(new DeleteOneModel<>(unchanged(id, before)));
    }
    if (!removed.isEmpty()) in(to, documents -> documents.bulkWrite(removed, IN_ANY_ORDER));
    // One that is refused was changed meanwhile.
    BulkUpsert.run(mongo, to, put);
  }

  /**
   * Where a document is as it was read: a row, which is large, has a version. One that was not
   * there may be put nowhere but in a place that is free.
   */
  private static Document unchanged(String id, @Nullable Document before) {
    if (before == null) return new Document("_id", id).append(VERSION, -1L);
    return before.get(VERSION) == null
        ? new Document(before)
        : new Document("_id", id).append(VERSION, before.get(VERSION));
  }

  @Override
  public Map<String, RowChanged> rows(int generation, Set<String> leadIds) {
    var rows = new LinkedHashMap<String, RowChanged>();
    for (List<String> some : pages(leadIds))
      byId(ReadModels.collection(ReadModels.LEAD_ROWS, generation), some)
          .forEach(
              (id, row) ->
                  rows.put(id, new RowChanged(id, row.getString("tenant"), row.getLong(VERSION))));
    return rows;
  }

  private <T> T in(String collection, Function<MongoCollection<Document>, T> work) {
    T result = mongo.execute(collection, work::apply);
    if (result == null) throw new IllegalStateException("MongoDB gave no result");
    return result;
  }
}
