package dev.leadline.leadservice.wiring;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the service itself; {@code lead-service.yml} is their manual.
 *
 * @param cachedLeads aggregates kept in memory
 */
@ConfigurationProperties("leadline.lead-service")
record LeadServiceSettings(int cachedLeads) {}
