package dev.leadline.leadservice;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Takes in channel events and owns the lead aggregate. */
@SpringBootApplication
public class LeadServiceApplication {

  /** The service by itself, against servers that the environment names. */
  public static void main(String[] arguments) {
    builder().run(arguments);
  }

  /** The service as part of a larger process. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(LeadServiceApplication.class)
        .properties("spring.config.name=lead-service", "spring.jmx.enabled=false");
  }
}
