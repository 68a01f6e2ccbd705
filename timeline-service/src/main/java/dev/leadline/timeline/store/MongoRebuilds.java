package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import dev.leadline.events.Json;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Asked;
import dev.leadline.timeline.domain.Rebuild.Wish;
import dev.leadline.timeline.handling.KeepRebuilds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Rebuilds in MongoDB, beside what they rebuild. The one that runs has the name of its read model
 * as its key, so there cannot be two; when it ends it is kept under its own id. A claim of another
 * instance is old when this one has seen it unchanged for as long as claims are good.
 *
 * <p>Of those that have ended the last hundred repairs are kept and the last hundred of all else:
 * however many leads are repaired, the way back from the last rebuild is there.
 */
@Component
class MongoRebuilds implements KeepRebuilds {

  private static final String COLLECTION = "rebuilds";
  private static final String RUNNING = "running|";
  private static final String AFTER_RUNNING = "running}";
  private static final String UNTOLD = "untold";
  private static final String WHOLE = "whole";
  private static final int MOST = 100;
  private static final int AT_ONCE = 1000;
  private static final Document ALL_RUNNING =
      new Document("_id", new Document("$gte", RUNNING).append("$lt", AFTER_RUNNING));
  private static final Document ALL_ENDED = new Document("_id", new Document("$lt", RUNNING));

  /** Those of an older version do not say when they ended, and come last. */
  private static final Bson LAST_ENDED_FIRST = Sorts.descending("endedAt", "startedAt");

  private final String me = UUID.randomUUID().toString();
  private final MongoOperations mongo;
  private final SeenClaims seen;
  private final InstantSource clock;

  @Autowired
  MongoRebuilds(MongoOperations mongo, @Value("${leadline.timeline.claim:10s}") Duration claim) {
    this(mongo, claim, InstantSource.system());
  }

  MongoRebuilds(MongoOperations mongo, Duration claim, InstantSource clock) {
    this.mongo = mongo;
    this.clock = clock;
    seen = new SeenClaims(claim);
  }

  @Override
  public boolean begin(Rebuild rebuild) {
    return insert(rebuild) || (clearEnded(rebuild) && insert(rebuild));
  }

  private boolean insert(Rebuild rebuild) {
    try {
      in(rebuilds -> rebuilds.insertOne(document(running(rebuild), rebuild)));
      return true;
    } catch (DuplicateKeyException runs) {
      return false;
    }
  }

  /** What an instance left that was killed between the two steps of an end. */
  private boolean clearEnded(Rebuild next) {
    Document running = first(new Document("_id", running(next)));
    if (running == null) return true;
    String id = running.getString("id");
    if (in(rebuilds -> rebuilds.countDocuments(eq("_id", id))) == 0) return false;
    in(
        rebuilds ->
            rebuilds.deleteOne(new Document("_id", running.getString("_id")).append("id", id)));
    return true;
  }

  private static Document document(String id, Rebuild rebuild) {
    return new Document("_id", id)
        .append("id", rebuild.id())
        .append("startedAt", Date.from(rebuild.startedAt()))
        .append("rebuild", json(rebuild));
  }

  private static String json(Rebuild rebuild) {
    return Json.MAPPER.writeValueAsString(rebuild);
  }

  private static String running(Rebuild rebuild) {
    return RUNNING + rebuild.projection();
  }

  @Override
  public List<Rebuild> all() {
    List<Document> documents = running();
    // One that ended while its running one was not yet deleted is there twice.
    List<String> ids = documents.stream().map(one -> one.getString("id")).toList();
    in(rebuilds -> rebuilds.find(withAny(ids)).limit(MOST).into(documents));
    in(rebuilds -> rebuilds.find(ALL_ENDED).sort(LAST_ENDED_FIRST).limit(MOST).into(documents));
    var all = new LinkedHashMap<String, Rebuild>();
    for (Document one : documents) all.put(one.getString("id"), rebuild(one));
    return all.values().stream()
        .sorted(Comparator.comparing(Rebuild::startedAt).reversed())
        .toList();
  }

  private static Document withAny(List<String> ids) {
    return new Document("_id", new Document("$in", ids));
  }

  /** One for each read model at the most. */
  private List<Document> running() {
    var running = new ArrayList<Document>();
    in(rebuilds -> rebuilds.find(ALL_RUNNING).limit(MOST).into(running));
    return running;
  }

  private static Rebuild rebuild(Document document) {
    return Json.MAPPER.readValue(document.getString("rebuild"), Rebuild.class);
  }

  @Override
  public Optional<Rebuild> find(String id) {
    // In this order: one that ends is kept under its own id before it runs no more.
    Document running = first(new Document(ALL_RUNNING).append("id", id));
    Document ended = first(new Document("id", id).append("_id", id));
    return Optional.ofNullable(ended == null ? running : ended).map(MongoRebuilds::rebuild);
  }

  private @Nullable Document first(Document wanted) {
    return mongo.execute(COLLECTION, rebuilds -> rebuilds.find(wanted).first());
  }

  @Override
  public boolean claim(Rebuild running) {
    Document one = first(ofThis(running));
    if (one == null) return false;
    String owner = one.getString("owner");
    var asItWas = ofThis(running).append("owner", owner);
    if (owner != null && !owner.equals(me)) {
      Date claimedAt = one.getDate("claimedAt");
      if (!seen.isOld(running(running), claimedAt.toInstant())) return false;
      asItWas.append("claimedAt", claimedAt);
    }
    var result =
        in(
            rebuilds ->
                rebuilds.updateOne(asItWas, combine(set("owner", me), set("claimedAt", now()))));
    return result.getMatchedCount() == 1;
  }

  private Date now() {
    return Date.from(clock.instant());
  }

  @Override
  public boolean keep(Rebuild running) {
    var result =
        in(
            rebuilds ->
                rebuilds.updateOne(
                    ofThis(running).append("owner", me),
                    combine(set("rebuild", json(running)), set("claimedAt", now()))));
    return result.getMatchedCount() == 1;
  }

  @Override
  public void end(Rebuild ended) {
    in(
        rebuilds ->
            rebuilds.replaceOne(
                eq("_id", ended.id()),
                document(ended.id(), ended)
                    .append("endedAt", now())
                    .append(WHOLE, ended.scope().isWhole())
                    .append(UNTOLD, true),
                new ReplaceOptions().upsert(true)));
    in(rebuilds -> rebuilds.deleteOne(ofThis(ended)));
  }

  @Override
  public List<Rebuild> untold() {
    var documents = new ArrayList<Document>();
    in(rebuilds -> rebuilds.find(eq(UNTOLD, true)).limit(MOST).into(documents));
    return documents.stream().map(MongoRebuilds::rebuild).toList();
  }

  @Override
  public void told(Rebuild ended) {
    in(rebuilds -> rebuilds.updateOne(eq("_id", ended.id()), unset(UNTOLD)));
    forgetOldOnes();
  }

  private void forgetOldOnes() {
    var old = new ArrayList<String>();
    var kept = new HashMap<Boolean, Integer>();
    mongo.execute(
        COLLECTION,
        rebuilds -> {
          for (Document one :
              rebuilds
                  .find(new Document(ALL_ENDED).append(UNTOLD, null))
                  .projection(include(WHOLE))
                  .sort(LAST_ENDED_FIRST)
                  .batchSize(AT_ONCE))
            if (kept.merge(one.getBoolean(WHOLE, false), 1, Integer::sum) > MOST)
              old.add(one.getString("_id"));
          return old;
        });
    // One whose running one was not yet deleted is all that tells that it has ended.
    for (Document one : running()) old.remove(one.getString("id"));
    if (!old.isEmpty()) in(rebuilds -> rebuilds.deleteMany(withAny(old)));
  }

  @Override
  public boolean ask(String id, Wish wish) {
    return note(id, set("wish", wish.name()));
  }

  @Override
  public boolean throttle(String id, long eventsPerSecond) {
    return note(id, set("throttle", eventsPerSecond));
  }

  private boolean note(String id, Bson what) {
    Document running = new Document(ALL_RUNNING).append("id", id);
    return in(rebuilds -> rebuilds.updateOne(running, what)).getMatchedCount() == 1;
  }

  @Override
  public Asked asked(Rebuild running) {
    Document before =
        mongo.execute(
            COLLECTION,
            rebuilds ->
                rebuilds.findOneAndUpdate(
                    ofThis(running).append("owner", me),
                    combine(unset("wish"), unset("throttle")),
                    new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE)));
    if (before == null) return new Asked(null, null);
    String wish = before.getString("wish");
    return new Asked(wish == null ? null : Wish.valueOf(wish), before.getLong("throttle"));
  }

  private static Document ofThis(Rebuild running) {
    return new Document("_id", running(running)).append("id", running.id());
  }

  private <T> T in(Function<MongoCollection<Document>, T> work) {
    T result = mongo.execute(COLLECTION, work::apply);
    if (result == null) throw new IllegalStateException("MongoDB gave no result");
    return result;
  }
}
