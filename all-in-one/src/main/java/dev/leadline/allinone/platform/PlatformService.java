package dev.leadline.allinone.platform;

import dev.leadline.embedded.LoopbackPort;
import dev.leadline.gateway.wiring.QueryGatewayApplication;
import dev.leadline.leadservice.LeadServiceApplication;
import dev.leadline.timeline.TimelineServiceApplication;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A service of the platform; adding one to the process is one line here. */
enum PlatformService {
  LEAD_SERVICE("lead-service", LeadServiceApplication::builder),
  TIMELINE_SERVICE("timeline-service", TimelineServiceApplication::builder),
  QUERY_GATEWAY("query-gateway", QueryGatewayApplication::builder);

  private final String label;
  private final Supplier<SpringApplicationBuilder> builder;

  PlatformService(String label, Supplier<SpringApplicationBuilder> builder) {
    this.label = label;
    this.builder = builder;
  }

  String label() {
    return label;
  }

  /** The one door for people and programs. */
  boolean isGateway() {
    return this == QUERY_GATEWAY;
  }

  URI address(Map<PlatformService, Integer> ports) {
    return URI.create("http://" + LoopbackPort.ADDRESS + ":" + ports.get(this));
  }

  SpringApplicationBuilder builder() {
    return builder.get();
  }
}
