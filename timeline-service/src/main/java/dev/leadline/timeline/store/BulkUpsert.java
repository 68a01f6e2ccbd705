package dev.leadline.timeline.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.List;
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

  static void run(
      MongoOperations mongo, String collection, List<ReplaceOneModel<Document>> documents) {
    if (documents.isEmpty()) return;
    mongo.execute(collection, place -> place.bulkWrite(documents, IN_ANY_ORDER));
  }
}
