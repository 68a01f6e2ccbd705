package dev.leadline.timeline.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoOperations;

/** Whole documents put in the place of those with the same key, in one round trip. */
final class BulkUpsert {

  private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);
  private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

  private BulkUpsert() {}

  static ReplaceOneModel<Document> of(Bson place, Document document) {
    return new ReplaceOneModel<>(place, document, OR_INSERT);
  }

  /**
   * Runs them all.
   *
   * @return which ones, by their place in the list, would have been a second document of their key
   */
  static Set<Integer> run(
      MongoOperations mongo, String collection, List<ReplaceOneModel<Document>> documents) {
    var refused = new HashSet<Integer>();
    if (documents.isEmpty()) return refused;
    mongo.execute(
        collection,
        place -> {
          try {
            place.bulkWrite(documents, IN_ANY_ORDER);
          } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) throw e;
            for (BulkWriteError error : e.getWriteErrors())
              if (error.getCategory() == ErrorCategory.DUPLICATE_KEY) refused.add(error.getIndex());
              else throw e;
          }
          return refused;
        });
    return refused;
  }
}
