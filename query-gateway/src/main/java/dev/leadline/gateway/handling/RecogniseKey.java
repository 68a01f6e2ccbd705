package dev.leadline.gateway.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.FindApiKey;
import dev.leadline.gateway.domain.KeepApiKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who shows this key. What was found is remembered for some seconds: for so long a key that was
 * revoked at another gateway still works here.
 */
public final class RecogniseKey {

  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final Duration USED_AGAIN = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST = 512;

  private final FindApiKey find;
  private final KeepApiKeys keep;
  private final Clock clock;
  private final Map<String, Caller> configured;
  private final Cache<String, Optional<Caller>> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  /**
   * Looks keys up.
   *
   * @param configured keys of the settings, which are nowhere else
   */
  public RecogniseKey(
      FindApiKey find, KeepApiKeys keep, Clock clock, Collection<ConfiguredKey> configured) {
    this.find = find;
    this.keep = keep;
    this.clock = clock;
    this.configured =
        configured.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    key -> hash(key.secret()), ConfiguredKey::caller, (one, same) -> one));
  }

  /** A key of the settings. */
  public record ConfiguredKey(String secret, Caller caller) {

    /** Without the key. */
    @Override
    public String toString() {
      return caller.toString();
    }
  }

  /** Null if nobody. */
  public @Nullable Caller recognise(String key) {
    if (key.isEmpty() || key.length() > LONGEST) return null;
    String hash = hash(key);
    Caller known = configured.get(hash);
    if (known != null) return known;
    return remembered.get(hash, unknown -> Optional.ofNullable(find(unknown))).orElse(null);
  }

  private @Nullable Caller find(String hash) {
    ApiKey key = find.find(HexFormat.of().parseHex(hash));
    if (key == null) return null;
    Instant now = clock.instant();
    Instant last = key.lastUsedAt();
    if (last == null || last.plus(USED_AGAIN).isBefore(now))
      keep.keep(new KeepApiKeys.Used(Map.of(key.keyId(), now)));
    return key.caller();
  }

  /** From now on every key is looked up again. */
  void forget() {
    remembered.invalidateAll();
  }

  private static String hash(String key) {
    return HexFormat.of().formatHex(Secrets.hash(key));
  }
}
