package dev.leadline.gateway.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes guessing slow: after a few failures each further one doubles the wait, for the account and
 * for the address. A try that is looked at counts as a failure until it is known, so that many at
 * the same moment are no more than many one after the other. Nobody is locked out for good, for
 * then anybody could lock out anybody. What is counted is counted by this gateway alone and
 * forgotten after an hour.
 */
final class SlowDown {

  private static final int FREE = 5;
  private static final int MOST_KNOWN = 20_000;
  private static final int MOST_DOUBLINGS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /** Until one that is being looked at is known. */
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private record Tries(int failed, Instant last, int open) {

    static final Tries NONE = new Tries(0, Instant.EPOCH, 0);

    Duration wait(int free, Instant now) {
      if (failed >= free) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failed - free, MOST_DOUBLINGS));
        if (pause.compareTo(LONGEST) > 0) pause = LONGEST;
        Duration left = Duration.between(now, last.plus(pause));
        if (left.isPositive()) return left;
      }
      return open > 0 && failed + open >= free ? A_MOMENT : Duration.ZERO;
    }

    Tries begun() {
      return new Tries(failed, last, open + 1);
    }

    Tries ended() {
      return new Tries(failed, last, Math.max(0, open - 1));
    }

    Tries failed(Instant now) {
      return new Tries(failed + 1, now, open);
    }
  }

  private final int free;
  private final Cache<String, Tries> tries =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(FORGOTTEN).build();

  SlowDown() {
    this(FREE);
  }

  /** With more free failures, for an address behind which there may be many people. */
  SlowDown(int free) {
    this.free = free;
  }

  /** One try, from before it is looked at until it is known. */
  final class Try implements AutoCloseable {

    private final String key;
    private final Duration left;

    private Try(String key, Duration left) {
      this.key = key;
      this.left = left;
    }

    /** How long to wait until another try is looked at; zero if this one may be. */
    Duration left() {
      return left;
    }

    void failed(Instant now) {
      tries.asMap().merge(key, Tries.NONE.failed(now), (known, first) -> known.failed(now));
    }

    /** What failed before was this account's own hand. */
    void forgetAll() {
      tries.invalidate(key);
    }

    @Override
    public void close() {
      if (left.isZero()) tries.asMap().computeIfPresent(key, (same, known) -> known.ended());
    }
  }

  /** Asks for a try and counts it, in one step. */
  Try begin(String key, Instant now) {
    ConcurrentMap<String, Tries> all = tries.asMap();
    while (true) {
      Tries known = all.get(key);
      Tries before = known == null ? Tries.NONE : known;
      Duration left = before.wait(free, now);
      if (!left.isZero()) return new Try(key, left);
      Tries after = before.begun();
      boolean begun =
          known == null ? all.putIfAbsent(key, after) == null : all.replace(key, known, after);
      if (begun) return new Try(key, Duration.ZERO);
    }
  }
}
