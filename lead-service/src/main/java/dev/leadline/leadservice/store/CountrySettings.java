package dev.leadline.leadservice.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Where countries are looked up.
 *
 * @param database a file in MaxMind's format
 * @param proxies a list of networks that hide who is behind them; null if there is none
 */
@ConfigurationProperties("leadline.lead-service.countries")
record CountrySettings(Resource database, @Nullable Resource proxies) {}
