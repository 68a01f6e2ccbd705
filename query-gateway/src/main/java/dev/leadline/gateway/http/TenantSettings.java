package dev.leadline.gateway.http;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose leads are shown, until a credential says it.
 *
 * @param zone whose calendar days filters mean, unless a request names one
 */
@ConfigurationProperties("leadline.query-gateway")
record TenantSettings(String tenant, ZoneId zone) {}
