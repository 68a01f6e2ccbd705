package dev.leadline.allinone.platform;

import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A service of the platform; adding one to the process is one line here. */
enum PlatformService {
  // LEAD_SERVICE("lead-service", LeadServiceApplication::builder),
  // TIMELINE_SERVICE("timeline-service", TimelineServiceApplication::builder),
  // QUERY_GATEWAY("query-gateway", QueryGatewayApplication::builder),
  ;

  private final String label;
  private final Supplier<SpringApplicationBuilder> builder;

  PlatformService(String label, Supplier<SpringApplicationBuilder> builder) {
    this.label = label;
    this.builder = builder;
  }

  String label() {
    return label;
  }

  SpringApplicationBuilder builder() {
    return builder.get();
  }
}
