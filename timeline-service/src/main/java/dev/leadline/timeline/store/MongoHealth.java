package dev.leadline.timeline.store;

import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Whether MongoDB answers. In the place of Spring Boot's, which lists all databases and asks each
 * one: that needs rights, and commands, which this service does without.
 */
@Component("mongoHealthIndicator")
class MongoHealth extends AbstractHealthIndicator {

  private final MongoOperations mongo;

  MongoHealth(MongoOperations mongo) {
    super("MongoDB does not answer");
    this.mongo = mongo;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    mongo.executeCommand(new Document("ping", 1));
    health.up();
  }
}
