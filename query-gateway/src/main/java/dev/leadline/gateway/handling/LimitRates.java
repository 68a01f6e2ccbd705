package dev.leadline.gateway.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much one caller may ask in a minute. Counted by this gateway alone; a caller that is silent
 * for a while begins anew.
 */
public final class LimitRates {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_CALLERS = 20_000;

  /** What is counted together. */
  public enum Kind {
    LEADS_WRITES("leads-writes"),
    INGEST("ingest"),
    CALLS("calls");

    private final String policy;

    Kind(String policy) {
      this.policy = policy;
    }

    public String policy() {
      return policy;
    }

    static Kind of(Permission permission) {
      return switch (permission) {
        case WRITE_LEADS -> LEADS_WRITES;
        case INGEST_EVENTS -> INGEST;
        default -> CALLS;
      };
    }
  }

  /**
   * What is left.
   *
   * @param quota in a minute
   * @param remaining of it
   * @param reset until all of it is there again
   * @param retryAfter until one more is allowed; null if this one was
   */
  public record State(
      Kind kind, long quota, long remaining, Duration reset, @Nullable Duration retryAfter) {}

  private final Map<Kind, Long> quotas;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(WINDOW.multipliedBy(2))
          .build();

  /**
   * Counts.
   *
   * @param quotas in a minute; 0 for no limit
   */
  public LimitRates(Map<Kind, Long> quotas) {
    this.quotas = Map.copyOf(quotas);
  }

  /** Counts one; null where nothing is limited. */
  public @Nullable State count(Caller caller, Permission permission) {
    Kind kind = Kind.of(permission);
    long quota = quotas.getOrDefault(kind, 0L);
    if (quota <= 0) return null;
    String key = kind.policy() + " " + caller;
    Bucket bucket = buckets.get(key, unknown -> bucket(quota));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return new State(
        kind,
        quota,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private static Bucket bucket(long quota) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
        .build();
  }
}
