package dev.leadline.gateway.clients;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the other services answer.
 *
 * @param connectTimeout until a service is called down
 * @param readTimeout until an answer is called missing
 */
@ConfigurationProperties("leadline.query-gateway.services")
record ServiceSettings(
    URI leadService,
    URI timelineService,
    URI notificationService,
    Duration connectTimeout,
    Duration readTimeout) {}
