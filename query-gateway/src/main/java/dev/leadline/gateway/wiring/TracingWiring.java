package dev.leadline.gateway.wiring;

import io.micrometer.observation.ObservationFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What spans of HTTP say. */
@Configuration(proxyBeanMethods = false)
class TracingWiring {

  /**
   * An address in full may name a person in its query; what it is an instance of is told anyway.
   */
  @Bean
  ObservationFilter withoutFullAddresses() {
    return context -> context.removeHighCardinalityKeyValue("http.url");
  }
}
