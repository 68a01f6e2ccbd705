package dev.leadline.timeline.wiring;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Positions lie beside the read models that they belong to: whoever empties the one empties the
 * other, and both begin again together.
 */
@Configuration(proxyBeanMethods = false)
class PositionsWiring {

  @Bean
  TokenStore tokenStore(MongoDatabaseFactory mongo) {
    return MongoTokenStore.builder()
        .mongoTemplate(
            DefaultMongoTemplate.builder()
                .mongoDatabase(mongo.getMongoDatabase())
                .trackingTokensCollectionName("projection_positions")
                .build())
        .serializer(Jackson3Serializer.builder().build())
        .contentType(String.class)
        .ensureIndexes(false)
        .build();
  }
}
