package dev.leadline.timeline.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For how long this process has seen the claims of others unchanged, by a clock that never goes
 * back. Each process notes its claims by its own clock: what another has noted says that it lives,
 * and not since when, for clocks may differ by an hour.
 */
final class SeenClaims {

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Duration claim;

  private record Seen(Instant claimedAt, long since) {}

  /**
   * Has seen none yet.
   *
   * @param claim for how long a claim is good that is not renewed
   */
  SeenClaims(Duration claim) {
    this.claim = claim;
  }

  /** Whether nobody has renewed this claim for as long as one is good, while this one looked. */
  boolean isOld(String id, Instant claimedAt) {
    Seen first =
        seen.compute(
            id,
            (_, before) ->
                before != null && before.claimedAt().equals(claimedAt)
                    ? before
                    : new Seen(claimedAt, System.nanoTime()));
    return System.nanoTime() - first.since() > claim.toNanos();
  }
}
