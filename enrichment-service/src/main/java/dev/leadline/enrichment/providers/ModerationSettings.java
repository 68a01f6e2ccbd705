package dev.leadline.enrichment.providers;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who scores messages; {@code enrichment-service.yml} is the manual.
 *
 * @param address of an endpoint that answers as OpenAI's moderation does
 * @param key null if the endpoint asks for none
 * @param timeout for one call
 * @param attempts for one batch, before it waits
 * @param pause before the second attempt; it doubles
 * @param longestPause that a provider's Retry-After is waited for within one batch
 * @param openFor how long nobody is asked once most calls have failed
 */
@ConfigurationProperties("leadline.enrichment-service.moderation")
public record ModerationSettings(
    Provider provider,
    URI address,
    @Nullable String key,
    String model,
    Duration timeout,
    int attempts,
    Duration pause,
    Duration longestPause,
    Duration openFor) {

  /** Who is asked. */
  public enum Provider {
    BUILT_IN,
    OPENAI,
    NONE
  }

  /** What holds for every backend, and what is said of this one. */
  CallSettings bounds(CallSettings calls) {
    return new CallSettings(
        calls.allowInsideAddresses(),
        calls.connectTimeout(),
        timeout,
        attempts,
        pause,
        longestPause,
        openFor,
        calls.atOnce());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ModerationSettings[provider=%s, address=%s, model=%s]"
        .formatted(provider, address, model);
  }
}
