package dev.leadline.gateway.clients;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the other services answer.
 *
 * @param key by which services know this gateway; empty where they ask for none
 * @param connectTimeout until a service is called down
 * @param readTimeout until an answer is called missing
 */
@ConfigurationProperties("leadline.query-gateway.services")
record ServiceSettings(
    URI leadService,
    URI timelineService,
    URI notificationService,
    URI enrichmentService,
    String key,
    Duration connectTimeout,
    Duration readTimeout) {

  /** Without the key. */
  @Override
  public String toString() {
    return "ServiceSettings[%s, %s, %s, %s]"
        .formatted(leadService, timelineService, notificationService, enrichmentService);
  }
}
