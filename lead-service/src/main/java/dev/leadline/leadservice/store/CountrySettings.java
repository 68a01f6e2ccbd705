package dev.leadline.leadservice.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Where countries are looked up.
 *
 * @param database a file in MaxMind's format
 */
@ConfigurationProperties("leadline.lead-service.countries")
record CountrySettings(Resource database) {}
