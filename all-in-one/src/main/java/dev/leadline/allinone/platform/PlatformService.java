package dev.leadline.allinone.platform;

import dev.leadline.embedded.LoopbackPort;
import dev.leadline.enrichment.EnrichmentServiceApplication;
import dev.leadline.gateway.wiring.QueryGatewayApplication;
import dev.leadline.leadservice.LeadServiceApplication;
import dev.leadline.notification.NotificationServiceApplication;
import dev.leadline.timeline.TimelineServiceApplication;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * A service of the platform; adding one to the process is one line here, and its place in the list.
 */
record PlatformService(String label, Supplier<SpringApplicationBuilder> application) {

  static final PlatformService LEAD_SERVICE =
      new PlatformService("lead-service", LeadServiceApplication::builder);
  static final PlatformService TIMELINE_SERVICE =
      new PlatformService("timeline-service", TimelineServiceApplication::builder);
  static final PlatformService NOTIFICATION_SERVICE =
      new PlatformService("notification-service", NotificationServiceApplication::builder);
  static final PlatformService ENRICHMENT_SERVICE =
      new PlatformService("enrichment-service", EnrichmentServiceApplication::builder);
  static final PlatformService QUERY_GATEWAY =
      new PlatformService("query-gateway", QueryGatewayApplication::builder);

  static final List<PlatformService> ALL =
      List.of(
          LEAD_SERVICE, TIMELINE_SERVICE, NOTIFICATION_SERVICE, ENRICHMENT_SERVICE, QUERY_GATEWAY);

  /** The one door for people and programs. */
  boolean isGateway() {
    return equals(QUERY_GATEWAY);
  }

  URI address(Map<PlatformService, Integer> ports) {
    return URI.create("http://" + LoopbackPort.ADDRESS + ":" + ports.get(this));
  }
}
