package dev.leadline.enrichment.providers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is asked about work emails; {@code enrichment-service.yml} is the manual.
 *
 * @param builtIn whether invented companies fill the demonstration
 * @param vendors in the order in which they are asked; those without an address are not there
 * @param personalDomains further domains whose addresses say nothing of a company
 */
@ConfigurationProperties("leadline.enrichment-service.enrichment")
public record EnrichmentSettings(
    boolean builtIn,
    @Nullable List<VendorSettings> vendors,
    @Nullable List<String> personalDomains) {}
