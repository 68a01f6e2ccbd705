package dev.leadline.leadservice.wiring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Settings of the service itself; {@code lead-service.yml} is their manual.
 *
 * @param countryDatabase a file in MaxMind's format
 * @param cachedLeads aggregates kept in memory
 */
@ConfigurationProperties("leadline.lead-service")
record LeadServiceSettings(Resource countryDatabase, int cachedLeads) {}
