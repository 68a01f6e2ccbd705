package dev.leadline.enrichment.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key is that seals secrets and all that is personal. Exactly one of the two is given.
 *
 * @param key 32 bytes in Base64
 * @param keyFile a file with such a key; made at the first start, readable by its owner alone
 */
@ConfigurationProperties("leadline.enrichment-service.sealing")
public record SealingSettings(@Nullable String key, @Nullable Path keyFile) {

  /** Neither a printed configuration nor a log line may show the key. */
  @Override
  public String toString() {
    return "SealingSettings[key=%s, keyFile=%s]".formatted(key == null ? "none" : "given", keyFile);
  }
}
