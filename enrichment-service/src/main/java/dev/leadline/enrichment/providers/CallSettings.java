package dev.leadline.enrichment.providers;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How backends are called, each by itself; {@code enrichment-service.yml} is the manual.
 *
 * @param allowInsideAddresses whether addresses inside the network, or without TLS, may be called
 * @param connectTimeout for a connection
 * @param timeout for one call, if its backend has none of its own
 * @param attempts for one question, before the ledger waits
 * @param pause before the second attempt; it doubles
 * @param longestPause that a backend's Retry-After is waited for on the spot
 * @param openFor how long nobody is asked once most calls have failed
 * @param atOnce calls of one backend that are on their way at the same time, at most
 */
@ConfigurationProperties("leadline.enrichment-service.calls")
public record CallSettings(
    boolean allowInsideAddresses,
    Duration connectTimeout,
    Duration timeout,
    int attempts,
    Duration pause,
    Duration longestPause,
    Duration openFor,
    int atOnce) {

  /** The same with another limit for one call. */
  CallSettings within(Duration limit) {
    return new CallSettings(
        allowInsideAddresses,
        connectTimeout,
        limit,
        attempts,
        pause,
        longestPause,
        openFor,
        atOnce);
  }

  /** The same with another number of tries. */
  CallSettings trying(int times) {
    return new CallSettings(
        allowInsideAddresses, connectTimeout, timeout, times, pause, longestPause, openFor, atOnce);
  }
}
