package dev.leadline.gateway.http;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose days are meant.
 *
 * @param zone where a request names none
 */
@ConfigurationProperties("leadline.query-gateway")
record ZoneSettings(ZoneId zone) {}
