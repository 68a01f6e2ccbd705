package dev.leadline.enrichment.providers;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How email addresses are checked; {@code enrichment-service.yml} is the manual.
 *
 * @param enabled whether they are
 * @param dns a server such as {@code dns://192.0.2.53}; empty for the machine's own
 * @param timeout for one try of one question
 * @param builtIn whether domains under {@code .example} are said to take mail
 * @param phones whether phone numbers are checked, by a list of plans and without asking anybody
 */
@ConfigurationProperties("leadline.enrichment-service.validation")
public record ValidationSettings(
    boolean enabled, String dns, Duration timeout, boolean builtIn, boolean phones) {}
