package dev.leadline.notification;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Tells the team what happens with leads, once. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationServiceApplication {

  /** The service by itself, against servers that the environment names. */
  public static void main(String[] arguments) {
    builder().run(arguments);
  }

  /** The service as part of a larger process. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(NotificationServiceApplication.class)
        .properties("spring.config.name=notification-service", "spring.jmx.enabled=false");
  }
}
