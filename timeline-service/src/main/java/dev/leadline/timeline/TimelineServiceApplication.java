package dev.leadline.timeline;

import dev.leadline.eventstore.wiring.EventStoreWiring;
import dev.leadline.servicebase.KafkaHealth;
import dev.leadline.servicebase.LimitedBodies;
import dev.leadline.servicebase.OnlyTheGateway;
import dev.leadline.servicebase.Spans;
import dev.leadline.servicebase.TraceOfProblems;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Projects the event store into the read models. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({
  EventStoreWiring.class,
  KafkaHealth.class,
  LimitedBodies.class,
  OnlyTheGateway.class,
  Spans.class,
  TraceOfProblems.class
})
public class TimelineServiceApplication {

  static void main(String[] arguments) {
    builder().run(arguments);
  }

  /** The service, to be started on its own or beside others in one process. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(TimelineServiceApplication.class)
        .properties("spring.config.name=timeline-service");
  }
}
