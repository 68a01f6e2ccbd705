package dev.leadline.leadservice.wiring;

import dev.leadline.leadservice.domain.Patience;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the service itself; {@code lead-service.yml} is their manual.
 *
 * @param cachedLeads aggregates kept in memory at most
 * @param takeover how long a member who took over may be silent
 * @param exportsKeptFor how long all that is known of a person can be fetched after it was asked
 *     for
 */
@ConfigurationProperties("leadline.lead-service")
record LeadServiceSettings(int cachedLeads, Patience takeover, Duration exportsKeptFor) {}
