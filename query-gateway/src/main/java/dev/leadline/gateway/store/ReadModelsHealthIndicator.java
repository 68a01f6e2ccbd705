package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.Unavailable;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the read models can be asked; by the one command that every server of ours knows. */
@Component
final class ReadModelsHealthIndicator implements HealthIndicator {

  private final MongoQuestions mongo;

  ReadModelsHealthIndicator(MongoQuestions mongo) {
    this.mongo = mongo;
  }

  @Override
  public Health health() {
    try {
      mongo.ask(
          "The store of the read models", asked -> asked.executeCommand(new Document("ping", 1)));
      return Health.up().build();
    } catch (Unavailable down) {
      return Health.down().build();
    }
  }
}
