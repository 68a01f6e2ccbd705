package dev.leadline.enrichment.wiring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When conversations are summed up.
 *
 * @param pause after the last message of the lead
 * @param kept how long what was said is kept
 */
@ConfigurationProperties("leadline.enrichment-service.conversations")
record SummaryTimes(Duration pause, Duration kept) {}
