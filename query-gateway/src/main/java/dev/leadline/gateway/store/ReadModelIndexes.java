package dev.leadline.gateway.store;

import dev.leadline.events.view.ReadModels;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.CompoundIndexDefinition;
import org.springframework.stereotype.Component;

/**
 * The indexes that the gateway's questions need, made before the first question. Making one that is
 * there already changes nothing, so several gateways may do so at once.
 */
@Component
final class ReadModelIndexes {

  /** Equal fields first, then the order of the list: a page is a short walk along this index. */
  private static final Document LIST =
      new Document("tenant", 1)
          .append(MongoLeads.LISTED, 1)
          .append(MongoLeads.LAST_ACTIVITY_AT, -1)
          .append("_id", 1);

  private static final Document IDENTITIES =
      new Document("tenant", 1).append(MongoLeads.LISTED, 1).append(MongoLeads.IDENTITIES, 1);

  private final AtomicBoolean made = new AtomicBoolean();

  void ensure(MongoOperations mongo) {
    if (made.get()) return;
    var rows = mongo.indexOps(ReadModels.LEAD_ROWS);
    rows.createIndex(new CompoundIndexDefinition(LIST));
    rows.createIndex(new CompoundIndexDefinition(IDENTITIES));
    made.set(true);
  }
}
