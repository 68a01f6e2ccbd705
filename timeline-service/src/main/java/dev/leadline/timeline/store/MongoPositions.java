package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.leadline.timeline.domain.FindPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * How far each segment of each projection is, and which instance works on it. Positions lie beside
 * the read models that they belong to: whoever empties the one empties the other, and both begin
 * again together. It is our own because Axon's reads without bounds.
 *
 * <p>A claim is given up by its owner, or by its age: an instance that was killed holds its
 * segments for {@link #CLAIM} more.
 */
@Component
class MongoPositions implements TokenStore, FindPositions {

  private static final String COLLECTION = "projection_positions";
  private static final Duration CLAIM = Duration.ofSeconds(10);
  private static final int MOST_SEGMENTS = 1000;

  private final String me = UUID.randomUUID().toString();
  private final Serializer serializer = Jackson3Serializer.builder().build();
  private final MongoOperations mongo;

  MongoPositions(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Override
  public boolean requiresExplicitSegmentInitialization() {
    return true;
  }

  @Override
  public void initializeTokenSegments(String projection, int segments) {
    initializeTokenSegments(projection, segments, null);
  }

  @Override
  public void initializeTokenSegments(
      String projection, int segments, @Nullable TrackingToken first) {
    if (fetchSegments(projection).length > 0)
      throw new UnableToClaimTokenException(projection + " has its segments already");
    for (int segment = 0; segment < segments; segment++)
      initializeSegment(first, projection, segment);
  }

  @Override
  public void initializeSegment(@Nullable TrackingToken token, String projection, int segment) {
    var position =
        new Document("_id", id(projection, segment))
            .append("projection", projection)
            .append("segment", segment);
    if (token != null) {
      SerializedObject<String> serialized = serializer.serialize(token, String.class);
      position
          .append("token", serialized.getData())
          .append("type", type(serialized))
          .append("position", token.position().orElse(0));
    }
    try {
      in(positions -> positions.insertOne(position));
    } catch (DuplicateKeyException another) {
      throw new UnableToInitializeTokenException(id(projection, segment) + " exists already");
    }
  }

  @Override
  public int[] fetchSegments(String projection) {
    return of(projection).keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Map<Integer, Long> of(String projection) {
    var found = new TreeMap<Integer, Long>();
    in(
        positions -> {
          var stored =
              positions
                  .find(eq("projection", projection))
                  .projection(include("segment", "position"))
                  .limit(MOST_SEGMENTS);
          for (Document segment : stored)
            found.put(segment.getInteger("segment"), segment.get("position", 0L));
          return found;
        });
    return found;
  }

  @Override
  public @Nullable TrackingToken fetchToken(String projection, int segment) {
    Instant now = Instant.now();
    var free =
        new Document("_id", id(projection, segment))
            .append(
                "$or",
                List.of(
                    new Document("owner", me),
                    new Document("owner", null),
                    new Document("claimedAt", new Document("$lt", Date.from(now.minus(CLAIM))))));
    Document claimed =
        in(
            positions ->
                positions.findOneAndUpdate(
                    free,
                    claim(now),
                    new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    if (claimed == null) throw notOurs(projection, segment);
    String token = claimed.getString("token");
    return token == null
        ? null
        : serializer.deserialize(
            new SimpleSerializedObject<>(token, String.class, claimed.getString("type"), null));
  }

  @Override
  public void storeToken(@Nullable TrackingToken token, String projection, int segment) {
    SerializedObject<String> serialized = serializer.serialize(token, String.class);
    Bson position =
        token == null
            ? combine(unset("token"), unset("position"))
            : combine(
                set("token", serialized.getData()),
                set("type", type(serialized)),
                set("position", token.position().orElse(0)));
    change(projection, segment, combine(claim(Instant.now()), position));
  }

  @Override
  public void extendClaim(String projection, int segment) {
    change(projection, segment, claim(Instant.now()));
  }

  /** Changes what is ours; a position that another instance took, or that is gone, is not. */
  private void change(String projection, int segment, Bson change) {
    var result = in(positions -> positions.updateOne(ours(projection, segment), change));
    if (result == null || result.getMatchedCount() == 0) throw notOurs(projection, segment);
  }

  @Override
  public void releaseClaim(String projection, int segment) {
    in(
        positions ->
            positions.updateOne(
                ours(projection, segment), combine(unset("owner"), unset("claimedAt"))));
  }

  @Override
  public void deleteToken(String projection, int segment) {
    var result = in(positions -> positions.deleteOne(ours(projection, segment)));
    if (result == null || result.getDeletedCount() == 0) throw notOurs(projection, segment);
  }

  private <T> @Nullable T in(Function<MongoCollection<Document>, @Nullable T> work) {
    return mongo.execute(COLLECTION, work::apply);
  }

  private Bson claim(Instant now) {
    return combine(set("owner", me), set("claimedAt", Date.from(now)));
  }

  private Bson ours(String projection, int segment) {
    return new Document("_id", id(projection, segment)).append("owner", me);
  }

  private static String id(String projection, int segment) {
    return projection + "|" + segment;
  }

  private static String type(SerializedObject<?> serialized) {
    return serialized.getType().getName();
  }

  private static UnableToClaimTokenException notOurs(String projection, int segment) {
    return new UnableToClaimTokenException(
        id(projection, segment) + " is worked on by another instance, or has no position");
  }
}
