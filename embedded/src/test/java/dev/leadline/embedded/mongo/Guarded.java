package dev.leadline.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.function.Consumer;
import org.bson.Document;

/** Work through a client that has the guard. */
final class Guarded {

  private Guarded() {}

  static OnlyTheSubset guarded(EmbeddedMongo mongo, Consumer<MongoCollection<Document>> work) {
    var guard = new OnlyTheSubset();
    var settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(mongo.connectionString("guarded")))
            .addCommandListener(guard)
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      try {
        work.accept(client.getDatabase("guarded").getCollection("leads"));
      } catch (MongoException e) {
        // The stand-in may refuse it as well; here it matters only what the guard says.
        assertThat(e.getCode()).as("refused by the server: %s", e.getMessage()).isNotZero();
      }
    }
    return guard;
  }
}
