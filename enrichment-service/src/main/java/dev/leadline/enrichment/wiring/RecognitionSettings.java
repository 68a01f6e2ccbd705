package dev.leadline.enrichment.wiring;

import dev.leadline.enrichment.domain.Tenancy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When visitors are recognised; {@code enrichment-service.yml} is the manual.
 *
 * @param mode for tenants that decided nothing
 * @param excludedCountries likewise; ISO 3166-1 alpha-2
 * @param threshold the score at which a person is named
 * @param consentKey of a form, by which a visitor allows being recognised
 */
@ConfigurationProperties("leadline.enrichment-service.recognition")
record RecognitionSettings(
    Tenancy.Mode mode,
    @Nullable List<String> excludedCountries,
    double threshold,
    String consentKey) {}
