package dev.leadline.timeline.store;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import dev.leadline.timeline.domain.Part;
import dev.leadline.timeline.handling.KeepPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Positions in MongoDB, one document for each part. A claim is given up by its owner, or by its
 * age: an instance that was killed holds its parts for {@link #claim} more. Each instance leaves a
 * sign of life, so that every one knows how many there are and takes no more than its share.
 */
@Component
class MongoPositions implements KeepPositions {

  private static final String COLLECTION = "projection_positions";
  private static final String SIGN_OF_LIFE = "instance|";
  private static final int MOST = 1000;
  private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

  private final String me = UUID.randomUUID().toString();
  private final MongoOperations mongo;
  private final Duration claim;
  private final SeenClaims seen;

  MongoPositions(MongoOperations mongo, @Value("${leadline.timeline.claim:10s}") Duration claim) {
    this.mongo = mongo;
    this.claim = claim;
    seen = new SeenClaims(claim);
  }

  @Override
  public Claimed claim(Collection<Wanted> wanted) {
    Instant now = Instant.now();
    Map<String, Document> stored = stored();
    var all = new ArrayList<Document>();
    boolean began = false;
    for (Wanted one : wanted) {
      List<Document> parts = partsOf(stored, one);
      int of = parts.isEmpty() ? one.parts() : parts.getFirst().getInteger("of");
      if (parts.size() < of) {
        begin(one, of, 0);
        began = true;
        parts = partsOf(stored(), one);
      }
      all.addAll(parts);
    }
    live(now);
    int share = Math.ceilDiv(all.size(), Math.max(1, instances(stored, now)));
    return new Claimed(
        mine(all, share, now), all.stream().map(MongoPositions::place).toList(), share, began);
  }

  private Map<String, Document> stored() {
    return in(
        positions -> {
          var stored = new HashMap<String, Document>();
          for (Document one : positions.find().limit(MOST)) stored.put(one.getString("_id"), one);
          return stored;
        });
  }

  private static List<Document> partsOf(Map<String, Document> stored, Wanted wanted) {
    String prefix = id(wanted.projection(), wanted.generation(), "");
    return stored.values().stream()
        .filter(one -> one.getString("_id").startsWith(prefix))
        .sorted(Comparator.comparing(one -> one.getInteger("part")))
        .toList();
  }

  @Override
  public void put(String projection, int generation, int parts, long position) {
    forget(projection, generation);
    begin(new Wanted(projection, generation, parts), parts, position);
  }

  @Override
  public void forget(String projection, int generation) {
    var documents = partsOf(stored(), new Wanted(projection, generation, 1));
    for (Document one : documents)
      in(positions -> positions.deleteOne(new Document("_id", one.getString("_id"))));
  }

  @Override
  public boolean isWorkedOn(String projection, int generation) {
    Instant now = Instant.now();
    return partsOf(stored(), new Wanted(projection, generation, 1)).stream()
        .anyMatch(one -> one.getString("owner") != null && !isFree(one, now));
  }

  private void begin(Wanted wanted, int of, long position) {
    for (int part = 0; part < of; part++) {
      var place = new Document("_id", id(wanted.projection(), wanted.generation(), part));
      var first =
          new Document("projection", wanted.projection())
              .append("generation", wanted.generation())
              .append("part", part)
              .append("of", of)
              .append("begun", UUID.randomUUID().toString())
              .append("position", position);
      in(
          positions ->
              unlessAnother(
                  () ->
                      positions.updateOne(place, new Document("$setOnInsert", first), OR_INSERT)));
    }
  }

  /** Another instance that began the same part has done the same. */
  private static boolean unlessAnother(Runnable insert) {
    try {
      insert.run();
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) return false;
      throw e;
    }
  }

  private void live(Instant now) {
    in(
        positions ->
            positions.updateOne(
                new Document("_id", SIGN_OF_LIFE + me),
                set("claimedAt", Date.from(now)),
                OR_INSERT));
  }

  /** This one, and those that gave a sign of life a short time ago. */
  private int instances(Map<String, Document> stored, Instant now) {
    int others = 0;
    for (Document one : stored.values()) {
      String id = one.getString("_id");
      if (!id.startsWith(SIGN_OF_LIFE) || id.endsWith(me)) continue;
      if (!isFree(one, now)) others++;
      else in(positions -> positions.deleteOne(new Document("_id", id)));
    }
    return others + 1;
  }

  private List<Place> mine(List<Document> all, int share, Instant now) {
    var mine = new ArrayList<Place>();
    for (Document one : all) if (me.equals(one.getString("owner"))) mine.add(place(one));
    if (!mine.isEmpty())
      in(
          positions ->
              positions.updateMany(
                  new Document(
                          "_id",
                          new Document("$in", mine.stream().map(MongoPositions::id).toList()))
                      .append("owner", me),
                  set("claimedAt", Date.from(now))));
    for (Document one : all)
      if (mine.size() < share && !me.equals(one.getString("owner")) && isFree(one, now))
        if (isTaken(one, now)) mine.add(place(one));
    return mine;
  }

  /**
   * Also what is never claimed anew: a clock that was put back would have left claims that become
   * old only when it has come as far again.
   */
  private boolean isFree(Document one, Instant now) {
    Date claimedAt = one.getDate("claimedAt");
    if (claimedAt == null || claimedAt.toInstant().isBefore(now.minus(claim))) return true;
    return seen.isOld(one.getString("_id"), claimedAt.toInstant());
  }

  /** Unless another instance was quicker, or its owner has given a sign meanwhile. */
  private boolean isTaken(Document free, Instant now) {
    var asItWas =
        new Document("_id", free.getString("_id"))
            .append("begun", free.getString("begun"))
            .append("position", free.get("position"))
            .append("claimedAt", free.getDate("claimedAt"));
    UpdateResult result =
        in(
            positions ->
                positions.updateOne(
                    asItWas, combine(set("owner", me), set("claimedAt", Date.from(now)))));
    return result.getMatchedCount() == 1;
  }

  @Override
  public boolean keep(Place place) {
    Bson change =
        combine(set("position", place.position()), set("claimedAt", Date.from(Instant.now())));
    UpdateResult result = in(positions -> positions.updateOne(ours(place), change));
    return result.getMatchedCount() == 1;
  }

  @Override
  public void release(Collection<Place> places) {
    for (Place place : places)
      in(
          positions ->
              positions.updateOne(ours(place), combine(unset("owner"), unset("claimedAt"))));
  }

  @Override
  public void leave(Collection<Place> places) {
    release(places);
    in(positions -> positions.deleteOne(new Document("_id", SIGN_OF_LIFE + me)));
  }

  @Override
  public Map<Integer, Long> of(String projection, int generation) {
    var found = new TreeMap<Integer, Long>();
    for (Document one : partsOf(stored(), new Wanted(projection, generation, 1)))
      found.put(one.getInteger("part"), one.getLong("position"));
    return found;
  }

  private <T> T in(Function<MongoCollection<Document>, T> work) {
    T result = mongo.execute(COLLECTION, work::apply);
    if (result == null) throw new IllegalStateException("MongoDB gave no result");
    return result;
  }

  private Bson ours(Place place) {
    return new Document("_id", id(place)).append("owner", me).append("begun", place.begun());
  }

  private static Place place(Document one) {
    return new Place(
        new Part(
            one.getString("projection"),
            one.getInteger("generation"),
            one.getInteger("part"),
            one.getInteger("of")),
        one.getString("begun"),
        one.getLong("position"));
  }

  private static String id(Place place) {
    Part part = place.part();
    return id(part.projection(), part.generation(), part.number());
  }

  private static String id(String projection, int generation, Object part) {
    return projection + "@" + generation + "|" + part;
  }
}
