package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.Sums;
import dev.leadline.timeline.domain.Addition;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.handling.AddUp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Sums in MongoDB. Each document knows, by stream, up to which event it has seen; an addition of
 * seen events finds nothing to change and runs into the unique key, and only then is it looked what
 * of it is new. So nothing is read in the common case.
 */
final class MongoSums implements AddUp {

  private static final int AT_ONCE = 1000;
  private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);
  private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

  private final MongoOperations mongo;
  private final Written written;
  private final Generation generation;
  private final AtomicBoolean ready = new AtomicBoolean();

  MongoSums(MongoOperations mongo, Written written, Generation generation) {
    this.mongo = mongo;
    this.written = written;
    this.generation = generation;
  }

  /** Opens any generation. */
  @Component
  static final class Open implements AddUp.Open {

    private final MongoOperations mongo;
    private final Written written;

    Open(MongoOperations mongo, Written written) {
      this.mongo = mongo;
      this.written = written;
    }

    @Override
    public AddUp of(Generation generation) {
      return new MongoSums(mongo, written, generation);
    }
  }

  private void makeReady() {
    if (ready.get()) return;
    index(ReadModels.CHANNEL_DAILY, "tenant", "at");
    // Most is done by no agent: what one did is found without going through the visits.
    index(ReadModels.CHANNEL_DAILY, "tenant", "agent", "at");
    index(ReadModels.CONVERSATIONS, "tenant", Sums.FIRST);
    ready.set(true);
  }

  /**
   * Does nothing where it is there; one that is new is built over all that is in the collection.
   */
  private void index(String collection, String... names) {
    mongo.execute(
        generation.collection(collection), sums -> sums.createIndex(Indexes.ascending(names)));
  }

  @Override
  public void add(String collection, List<Addition> additions) {
    makeReady();
    List<Addition> refused = run(collection, joined(additions));
    if (!refused.isEmpty()) {
      Set<String> places = refused.stream().map(MongoSums::place).collect(Collectors.toSet());
      Map<String, Document> seen = seen(collection, refused);
      List<Addition> unseen =
          additions.stream()
              .filter(one -> places.contains(place(one)))
              .filter(one -> one.first() > upTo(seen.get(one.id()), one.streamId()))
              .toList();
      if (!run(collection, joined(unseen)).isEmpty())
        throw new IllegalStateException("Another instance adds to the same sums");
    }
    written.count(collection, additions.size());
  }

  /** Documents are added to by each stream for itself. */
  private static String place(Addition addition) {
    return addition.id() + "\n" + addition.streamId();
  }

  private static List<Addition> joined(Collection<Addition> additions) {
    var joined = new LinkedHashMap<String, Addition>();
    for (Addition addition : additions) joined.merge(place(addition), addition, Addition::and);
    return List.copyOf(joined.values());
  }

  /** Those that were refused: seen already, or lost to an insert of another instance. */
  private List<Addition> run(String collection, List<Addition> additions) {
    var refused = new ArrayList<Addition>();
    if (additions.isEmpty()) return refused;
    mongo.execute(
        generation.collection(collection),
        sums -> {
          try {
            sums.bulkWrite(additions.stream().map(MongoSums::update).toList(), IN_ANY_ORDER);
          } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) throw e;
            for (BulkWriteError error : e.getWriteErrors())
              if (error.getCategory() == ErrorCategory.DUPLICATE_KEY)
                refused.add(additions.get(error.getIndex()));
              else throw e;
          }
          return refused;
        });
    return refused;
  }

  private static UpdateOneModel<Document> update(Addition addition) {
    String seen = "seen." + addition.streamId();
    var unseen =
        new Document("_id", addition.id())
            .append(
                "$or",
                List.of(
                    new Document(seen, null),
                    new Document(seen, new Document("$lt", addition.first()))));
    var change = new Document("$setOnInsert", new Document(addition.fixed()));
    change.append("$set", new Document(seen, addition.last()));
    put("$inc", addition.sums(), change);
    put("$min", addition.least(), change);
    put("$max", addition.greatest(), change);
    put("$addToSet", addition.members(), change);
    return new UpdateOneModel<>(unseen, change, OR_INSERT);
  }

  private static void put(String operator, Map<String, ?> values, Document change) {
    if (values.isEmpty()) return;
    var written = new Document();
    values.forEach(written::append);
    change.append(operator, written);
  }

  private Map<String, Document> seen(String collection, List<Addition> refused) {
    var seen = new HashMap<String, Document>();
    List<List<String>> ids =
        refused.stream()
            .map(Addition::id)
            .distinct()
            .gather(Gatherers.windowFixed(AT_ONCE))
            .toList();
    for (List<String> some : ids)
      mongo.execute(
          generation.collection(collection),
          sums -> {
            for (Document one :
                sums.find(in("_id", some)).projection(include("seen")).batchSize(AT_ONCE))
              seen.put(one.getString("_id"), one.get("seen", new Document()));
            return seen;
          });
    return seen;
  }

  private static long upTo(@Nullable Document seen, String streamId) {
    return seen == null
        ? -1
        : seen.get(streamId) instanceof Number number ? number.longValue() : -1;
  }

  @Override
  public void erase(String collection, Collection<String> leadIds) {
    var personal = new Document();
    for (String name : Sums.PERSONAL) personal.append(name, "");
    for (String leadId : leadIds)
      mongo.execute(
          generation.collection(collection),
          sums ->
              sums.updateMany(
                  new Document(
                      "_id",
                      new Document("$gt", ReadModels.firstEntryId(leadId))
                          .append("$lt", ReadModels.afterLastEntryId(leadId))),
                  new Document("$unset", personal)));
  }
}
