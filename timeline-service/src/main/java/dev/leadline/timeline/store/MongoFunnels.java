package dev.leadline.timeline.store;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.leadline.events.Json;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Funnels;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.handling.KeepFunnels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Funnels in MongoDB. The times of stages are the least that was told, which needs no order; the
 * standing of a lead is written by its own stream alone.
 */
final class MongoFunnels implements KeepFunnels {

  private static final int AT_ONCE = 1000;
  private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);
  private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

  private final MongoOperations mongo;
  private final Written written;
  private final String collection;
  private final AtomicBoolean ready = new AtomicBoolean();

  MongoFunnels(MongoOperations mongo, Written written, String collection) {
    this.mongo = mongo;
    this.written = written;
    this.collection = collection;
  }

  /** Opens any generation. */
  @Component
  static final class Open implements KeepFunnels.Open {

    private final MongoOperations mongo;
    private final Written written;

    Open(MongoOperations mongo, Written written) {
      this.mongo = mongo;
      this.written = written;
    }

    @Override
    public KeepFunnels of(Generation generation) {
      return new MongoFunnels(mongo, written, generation.collection(ReadModels.FUNNEL_DAILY));
    }
  }

  private void makeReady() {
    if (ready.get()) return;
    mongo.execute(
        collection, funnels -> funnels.createIndex(Indexes.ascending("tenant", "special")));
    ready.set(true);
  }

  @Override
  public void reached(Collection<Reached> reached) {
    makeReady();
    List<UpdateOneModel<Document>> updates =
        reached.stream().map(MongoFunnels::reachedUpdate).toList();
    // Whoever lost to an insert of another instance finds the document the second time.
    List<UpdateOneModel<Document>> lost = run(updates);
    if (!run(lost).isEmpty())
      throw new IllegalStateException("Funnels can neither be found nor inserted");
    written.count(ReadModels.FUNNEL_DAILY, reached.size());
  }

  private static UpdateOneModel<Document> reachedUpdate(Reached reached) {
    var least = new Document();
    Funnels.written(reached.at()).forEach(least::append);
    return new UpdateOneModel<>(
        new Document("_id", reached.leadId()),
        new Document("$setOnInsert", new Document("tenant", reached.tenant()))
            .append("$min", least),
        OR_INSERT);
  }

  @Override
  public Map<String, Standing> standings(Collection<String> leadIds) {
    var found = new HashMap<String, Standing>();
    mongo.execute(
        collection,
        funnels -> {
          for (Document one : funnels.find(in("_id", leadIds)).batchSize(AT_ONCE))
            if (one.getString("standing") != null) {
              String leadId = one.getString("_id");
              found.put(
                  leadId,
                  new Standing(
                      leadId,
                      one.getString("tenant"),
                      Json.MAPPER.readValue(one.getString("standing"), LeadState.class),
                      one.getLong("next")));
            }
          return found;
        });
    return found;
  }

  /** One that is refused is older than what is stored. */
  @Override
  public void keep(List<Standing> standings) {
    List<UpdateOneModel<Document>> lost =
        run(standings.stream().map(MongoFunnels::standingUpdate).toList());
    run(lost);
  }

  private static UpdateOneModel<Document> standingUpdate(Standing standing) {
    LeadState state = standing.state();
    boolean blocked = state.block().isBlocked();
    boolean special = blocked || state.mergedInto() != null;
    return new UpdateOneModel<>(
        new Document("_id", standing.leadId())
            .append(
                "$or",
                List.of(
                    new Document("next", null),
                    new Document("next", new Document("$lt", standing.next())))),
        new Document("$setOnInsert", new Document("tenant", standing.tenant()))
            .append(
                "$set",
                new Document("into", state.mergedInto())
                    .append("blocked", blocked)
                    .append("special", special ? 1 : 0)
                    .append("standing", Json.MAPPER.writeValueAsString(state))
                    .append("next", standing.next())),
        OR_INSERT);
  }

  private List<UpdateOneModel<Document>> run(List<UpdateOneModel<Document>> updates) {
    var refused = new ArrayList<UpdateOneModel<Document>>();
    if (updates.isEmpty()) return refused;
    mongo.execute(
        collection,
        funnels -> {
          try {
            funnels.bulkWrite(updates, IN_ANY_ORDER);
          } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) throw e;
            for (BulkWriteError error : e.getWriteErrors())
              if (error.getCategory() == ErrorCategory.DUPLICATE_KEY)
                refused.add(updates.get(error.getIndex()));
              else throw e;
          }
          return refused;
        });
    return refused;
  }
}
