package dev.leadline.enrichment.wiring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the ledger is worked through.
 *
 * @param lease after which whoever was asking must be dead
 * @param lookAround how often it is looked for what an instance that died has left behind
 */
@ConfigurationProperties("leadline.enrichment-service.ledger")
record LedgerSettings(Duration lease, Duration lookAround) {}
