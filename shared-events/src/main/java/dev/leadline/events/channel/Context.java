package dev.leadline.events.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where it happened.
 *
 * @param ip used to find the country, then dropped before anything is stored (domain 4.1)
 * @param chatInterface NAVIGATOR, SMARTBAR or FULLSCREEN; {@code interface} on the wire
 * @param utm campaign parameters without their prefix, for example {@code source}
 */
public record Context(
    @Nullable String ip,
    @Nullable String userAgent,
    @Nullable String pageUrl,
    @Nullable String referrer,
    @Nullable Map<String, String> utm,
    @Nullable String locale,
    @Nullable String timezone,
    @JsonProperty("interface") @Nullable String chatInterface) {

  /** The same without what must not be stored. */
  public Context withoutIp() {
    return new Context(null, userAgent, pageUrl, referrer, utm, locale, timezone, chatInterface);
  }
}
