package dev.leadline.eventstore.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the master key is. Exactly one of the two is given.
 *
 * @param masterKey 32 bytes in Base64; it wraps the key of each lead
 * @param masterKeyFile a file with such a key, for a run on one machine; made at the first start,
 *     readable by its owner alone
 */
@ConfigurationProperties("leadline.event-store")
public record EventStoreSettings(@Nullable String masterKey, @Nullable Path masterKeyFile) {

  /** Neither a printed configuration nor a log line may show the key. */
  @Override
  public String toString() {
    return "EventStoreSettings[masterKey="
        + (masterKey == null ? "none" : "given")
        + ", masterKeyFile="
        + masterKeyFile
        + "]";
  }
}
