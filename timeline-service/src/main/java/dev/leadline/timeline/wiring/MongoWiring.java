package dev.leadline.timeline.wiring;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A MongoDB that is away, or that took a command and went silent, fails the batch in good time. */
@Configuration(proxyBeanMethods = false)
class MongoWiring {

  @Bean
  MongoClientSettingsBuilderCustomizer patience(
      @Value("${leadline.timeline.mongodb.give-up-after}") Duration giveUpAfter) {
    int milliseconds = Math.toIntExact(giveUpAfter.toMillis());
    return settings ->
        settings
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(milliseconds, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(milliseconds, TimeUnit.MILLISECONDS)
                        .readTimeout(2L * milliseconds, TimeUnit.MILLISECONDS));
  }
}
