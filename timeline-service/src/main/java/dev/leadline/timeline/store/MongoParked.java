package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import dev.leadline.events.Json;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.handling.KeepParked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Parked leads in MongoDB, one document each. */
@Component
class MongoParked implements KeepParked {

  private static final String COLLECTION = "projection_dead_letters";
  private static final int MOST = 10_000;

  private final MongoOperations mongo;

  MongoParked(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Override
  public void park(Parked parked) {
    in(
        all ->
            all.replaceOne(
                eq("_id", parked.id()),
                new Document("_id", parked.id())
                    .append("projection", parked.projection())
                    .append("leadId", parked.leadId())
                    .append("parked", Json.MAPPER.writeValueAsString(parked)),
                new ReplaceOptions().upsert(true)));
  }

  @Override
  public List<Parked> of(String projection) {
    var wanted = projection.isEmpty() ? new Document() : new Document("projection", projection);
    var found = new ArrayList<Document>();
    in(all -> all.find(wanted).sort(Sorts.ascending("_id")).limit(MOST).into(found));
    return found.stream().map(MongoParked::parked).toList();
  }

  private static Parked parked(Document document) {
    return Json.MAPPER.readValue(document.getString("parked"), Parked.class);
  }

  @Override
  public Optional<Parked> find(String id) {
    var found = new ArrayList<Document>();
    in(all -> all.find(eq("_id", id)).limit(1).into(found));
    return found.stream().map(MongoParked::parked).findFirst();
  }

  @Override
  public boolean retry(String id) {
    return in(all -> all.updateOne(eq("_id", id), set("retry", true))).getMatchedCount() == 1;
  }

  @Override
  public Set<String> toRetry(String projection) {
    var wanted = new Document("projection", projection).append("retry", true);
    var leads = new HashSet<String>();
    var found = new ArrayList<Document>();
    in(all -> all.find(wanted).limit(MOST).into(found));
    for (Document one : found) leads.add(one.getString("leadId"));
    return leads;
  }

  @Override
  public boolean discard(String id, String reason) {
    Optional<Parked> found = find(id);
    if (found.isEmpty()) return false;
    Parked it = found.get();
    var discarded =
        new Parked(
            it.projection(),
            it.leadId(),
            it.tenant(),
            it.reason(),
            it.detail(),
            it.position(),
            it.eventId(),
            it.type(),
            it.at(),
            reason);
    String json = Json.MAPPER.writeValueAsString(discarded);
    return in(all -> all.updateOne(eq("_id", id), combine(set("parked", json), unset("retry"))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void release(String projection, String leadId) {
    in(all -> all.deleteOne(eq("_id", projection + "~" + leadId)));
  }

  private <T> T in(Function<MongoCollection<Document>, T> work) {
    T result = mongo.execute(COLLECTION, work::apply);
    if (result == null) throw new IllegalStateException("MongoDB gave no result");
    return result;
  }
}
