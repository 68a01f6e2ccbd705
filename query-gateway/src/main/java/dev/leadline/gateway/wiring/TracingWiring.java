package dev.leadline.gateway.wiring;

import dev.leadline.servicebase.Spans;
import dev.leadline.servicebase.TraceOfProblems;
import io.micrometer.observation.ObservationFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Spans of batches, and what spans of HTTP say. */
@Configuration(proxyBeanMethods = false)
@Import({Spans.class, TraceOfProblems.class})
class TracingWiring {

  /**
   * An address in full may name a person in its query; what it is an instance of is told anyway.
   */
  @Bean
  ObservationFilter withoutFullAddresses() {
    return context -> context.removeHighCardinalityKeyValue("http.url");
  }
}
