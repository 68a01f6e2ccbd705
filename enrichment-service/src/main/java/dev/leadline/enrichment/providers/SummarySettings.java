package dev.leadline.enrichment.providers;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who sums conversations up; {@code enrichment-service.yml} is the manual.
 *
 * @param address of an endpoint that answers as OpenAI's chat completions do
 * @param key null if the endpoint asks for none
 * @param timeout for one call
 * @param rest how many times as long as it has worked the local model rests
 */
@ConfigurationProperties("leadline.enrichment-service.summary")
public record SummarySettings(
    Provider provider,
    URI address,
    @Nullable String key,
    String model,
    Duration timeout,
    int rest) {

  /** Who is asked. */
  public enum Provider {
    LOCAL,
    OPENAI,
    NONE
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SummarySettings[provider=%s, address=%s, model=%s]".formatted(provider, address, model);
  }
}
