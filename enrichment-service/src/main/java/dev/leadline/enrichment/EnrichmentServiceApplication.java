package dev.leadline.enrichment;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Asks others about leads. It hears of leads by Kafka alone and never reads the event store: so a
 * replay of history asks nobody anything (domain 5.8).
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EnrichmentServiceApplication {

  /** The service by itself, against servers that the environment names. */
  public static void main(String[] arguments) {
    builder().run(arguments);
  }

  /** The service as part of a larger process. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(EnrichmentServiceApplication.class)
        .properties("spring.config.name=enrichment-service", "spring.jmx.enabled=false");
  }
}
