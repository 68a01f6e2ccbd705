package dev.leadline.gateway.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.leadline.events.view.ReadModels;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Which generation of a read model is live. It is looked up with every question: a rebuild changes
 * it under a running gateway, and an answer of the generation before could then be older than one
 * that was given already. The one before is kept for long enough for a question that is under way.
 */
@Component
final class LiveGenerations {

  /** The collection to be read now. */
  String of(MongoOperations mongo, String readModel) {
    var named = new Query(where("_id").is(readModel)).limit(1);
    named.fields().include("generation");
    Document pointer = mongo.findOne(named, Document.class, ReadModels.POINTERS);
    return ReadModels.collection(
        readModel, ReadModels.generation(pointer == null ? null : pointer.get("generation")));
  }
}
