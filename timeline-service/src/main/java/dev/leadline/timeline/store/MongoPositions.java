package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
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
class MongoPositions implements TokenStore {

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
      position.append("token", serialized.getData()).append("type", type(serialized));
    }
    try {
      in(positions -> positions.insertOne(position));
    } catch (DuplicateKeyException another) {
      throw new UnableToInitializeTokenException(id(projection, segment) + " exists already");
    }
  }

  @Override
  public int[] fetchSegments(String projection) {
    var segments = new ArrayList<Integer>();
    in(
        positions ->
            positions
                .find(eq("projection", projection))
                .projection(include("segment"))
                .limit(MOST_SEGMENTS)
                .map(position -> position.getInteger("segment"))
                .into(segments));
    return segments.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  @Override
  public @Nullable TrackingToken fetchToken(String projection, int segment) {
    Instant now = Instant.now();
    Bson free =
        and(
            eq("_id", id(projection, segment)),
            or(eq("owner", me), eq("owner", null), lt("claimedAt", Date.from(now.minus(CLAIM)))));
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
            ? unset("token")
            : combine(set("token", serialized.getData()), set("type", type(serialized)));
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
    return and(eq("_id", id(projection, segment)), eq("owner", me));
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
