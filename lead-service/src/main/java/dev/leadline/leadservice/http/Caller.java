package dev.leadline.leadservice.http;

import dev.leadline.events.channel.ChannelEvent;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/**
 * Who calls, as the gateway says it.
 *
 * @param key {@code Idempotency-Key}, by which a repetition is recognised; null if there is none
 */
record Caller(String tenant, @Nullable String key) {

  /** The header in which the gateway says whose leads these are. */
  static final String TENANT = "Leadline-Tenant";

  private static final int LONGEST_KEY = 200;

  static Caller of(HttpHeaders headers) {
    return new Caller(
        Objects.requireNonNullElse(headers.getFirst(TENANT), ChannelEvent.DEFAULT_TENANT),
        headers.getFirst("Idempotency-Key"));
  }

  /** What is wrong with the key; null if nothing is. */
  @Nullable ProblemDetail problem() {
    if (key == null || (!key.isBlank() && key.length() <= LONGEST_KEY)) return null;
    return Problems.of(
        ProblemType.BAD_HEADER, "Idempotency-Key has 1 to %d characters.".formatted(LONGEST_KEY));
  }

  /** The id of what is asked for: the same for a repetition. */
  String id() {
    return key == null ? UUID.randomUUID().toString() : key;
  }

  /** The caller of one item of many. */
  Caller ofItem(int place) {
    return new Caller(tenant, key == null ? null : key + "#" + place);
  }
}
