package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.result.UpdateResult;
import dev.leadline.events.Json;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.handling.LeadRowStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Rows in MongoDB. A row replaces an older version of itself and nothing else: where a newer one
 * is, the upsert finds nothing to replace and runs into the unique key.
 */
final class MongoLeadRows implements LeadRowStore {

  private static final int AT_ONCE = 1000;

  private final MongoOperations mongo;
  private final Written written;
  private final String collection;

  MongoLeadRows(MongoOperations mongo, Written written, String collection) {
    this.mongo = mongo;
    this.written = written;
    this.collection = collection;
  }

  /** Opens any generation. */
  @Component
  static final class Open implements LeadRowStore.Open {

    private final MongoOperations mongo;
    private final Written written;

    Open(MongoOperations mongo, Written written) {
      this.mongo = mongo;
      this.written = written;
    }

    @Override
    public LeadRowStore of(Generation generation) {
      return new MongoLeadRows(mongo, written, generation.collection(ReadModels.LEAD_ROWS));
    }
  }

  @Override
  public Map<String, LeadState> of(Collection<String> leadIds) {
    var found = new HashMap<String, LeadState>();
    if (leadIds.isEmpty()) return found;
    mongo.execute(
        collection,
        rows -> {
          for (Document row :
              rows.find(in("_id", leadIds)).projection(include("state")).batchSize(AT_ONCE))
            found.put(row.getString("_id"), state(row));
          return found;
        });
    return found;
  }

  private static LeadState state(Document row) {
    return Json.MAPPER.readValue(row.getString("state"), LeadState.class);
  }

  @Override
  public Set<String> store(Collection<LeadState> rows) {
    List<LeadState> all = List.copyOf(rows);
    Set<Integer> refused =
        BulkUpsert.run(mongo, collection, all.stream().map(MongoLeadRows::upsert).toList());
    written.count(ReadModels.LEAD_ROWS, all.size() - refused.size());
    return refused.stream().map(index -> all.get(index).leadId()).collect(Collectors.toSet());
  }

  @Override
  public boolean erase(LeadState left) {
    var place = new Document("_id", left.leadId()).append("version", left.version());
    UpdateResult result = mongo.execute(collection, rows -> rows.replaceOne(place, document(left)));
    return result != null && result.getMatchedCount() == 1;
  }

  private static ReplaceOneModel<Document> upsert(LeadState row) {
    var place =
        new Document("_id", row.leadId()).append("version", new Document("$lt", row.version()));
    return BulkUpsert.of(place, document(row));
  }

  private static Document document(LeadState row) {
    Picture picture = row.picture();
    Instant lastActivityAt = picture.lastActivityAt();
    var document =
        new Document("_id", row.leadId())
            .append("tenant", row.tenant())
            .append("listed", row.isListed())
            .append(
                "identities",
                picture.known().identities().stream().map(ReadModels::identity).toList())
            .append("lastActivityAt", lastActivityAt == null ? null : Date.from(lastActivityAt))
            .append("version", row.version())
            .append("erased", row.erasedAt() != null)
            .append("row", row.isListed() ? ReadModels.row(row) : null)
            .append("custom", row.isListed() ? ReadModels.customFields(row) : null)
            .append("state", Json.MAPPER.writeValueAsString(row));
    Instant erasedAt = row.erasedAt();
    if (erasedAt == null) return document;
    document.append("erasedAt", Date.from(erasedAt));
    // A lead that was given back is apart from whom it was part of. Few are, and so few have it.
    if (!row.apart().isEmpty()) document.append("parted", true);
    return document;
  }
}
