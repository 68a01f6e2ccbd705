package dev.leadline.gateway.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes guessing slow: after a few failures each further one doubles the wait, for the account and
 * for the address. Nobody is locked out for good, for then anybody could lock out anybody. What is
 * counted is counted by this gateway alone and forgotten after an hour.
 */
final class SlowDown {

  private static final int FREE = 5;
  private static final int MOST_KNOWN = 20_000;
  private static final int MOST_DOUBLINGS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private record Failures(int count, Instant last) {}

  private final int free;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(FORGOTTEN).build();

  SlowDown() {
    this(FREE);
  }

  /** With more free failures, for an address behind which there may be many people. */
  SlowDown(int free) {
    this.free = free;
  }

  /** How long to wait until another try is looked at; zero if not at all. */
  Duration wait(String key, Instant now) {
    Failures known = failures.getIfPresent(key);
    if (known == null || known.count() < free) return Duration.ZERO;
    Duration pause = Duration.ofSeconds(1L << Math.min(known.count() - free, MOST_DOUBLINGS));
    if (pause.compareTo(LONGEST) > 0) pause = LONGEST;
    Duration left = Duration.between(now, known.last().plus(pause));
    return left.isNegative() ? Duration.ZERO : left;
  }

  void failed(String key, Instant now) {
    failures
        .asMap()
        .merge(key, new Failures(1, now), (old, one) -> new Failures(old.count() + 1, now));
  }

  void succeeded(String key) {
    failures.invalidate(key);
  }
}
