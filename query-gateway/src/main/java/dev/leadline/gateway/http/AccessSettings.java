package dev.leadline.gateway.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may ask, and how often.
 *
 * @param key of every role of the tenant {@code default}; empty for none
 * @param keyFile a file with another such key, made if it is missing; empty for none
 * @param platformTenant whose operators see and order rebuilds of all tenants
 * @param sessionIdle after so long without a request somebody has to sign in again
 * @param sessionLongest after so long they have to in any case
 * @param leadsWritesPerMinute writes of the Leads API by one caller; 0 for no limit
 * @param ingestPerMinute calls that publish events
 * @param callsPerMinute all others
 */
@ConfigurationProperties("leadline.query-gateway.access")
public record AccessSettings(
    String key,
    String keyFile,
    String platformTenant,
    Duration sessionIdle,
    Duration sessionLongest,
    long leadsWritesPerMinute,
    long ingestPerMinute,
    long callsPerMinute) {

  /** Without the key. */
  @Override
  public String toString() {
    return "AccessSettings[sessionIdle=%s, sessionLongest=%s]"
        .formatted(sessionIdle, sessionLongest);
  }
}
