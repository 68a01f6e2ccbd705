package dev.leadline.leadservice.wiring;

import dev.leadline.leadservice.domain.Patience;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the service itself; {@code lead-service.yml} is their manual.
 *
 * @param cachedLeads aggregates kept in memory
 * @param takeover how long a member who took over may be silent
 */
@ConfigurationProperties("leadline.lead-service")
record LeadServiceSettings(int cachedLeads, Patience takeover) {}
