package dev.leadline.gateway.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.gateway.domain.FindSessions;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Whether sessions go on that live streams were begun with. Each stream asks for its own again and
 * again; the database is asked for all of them at once, and at most every other second unless a
 * session is new here.
 */
public final class WatchSessions {

  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  /** Whoever has not asked for so long does not follow any more. */
  private static final Duration WATCHED = Duration.ofMinutes(1);

  private static final int MOST_WATCHED = 10_000;

  private final FindSessions find;
  private final Clock clock;
  private final Cache<String, Boolean> watched =
      Caffeine.newBuilder().maximumSize(MOST_WATCHED).expireAfterWrite(WATCHED).build();
  private Answer last = new Answer(Set.of(), Set.of(), Instant.EPOCH);

  private record Answer(Set<String> about, Set<String> goOn, Instant at) {

    /** The clock may have been set back. */
    boolean isGood(String sessionId, Instant now) {
      return about.contains(sessionId) && Duration.between(at, now).abs().compareTo(REMEMBERED) < 0;
    }
  }

  public WatchSessions(FindSessions find, Clock clock) {
    this.find = find;
    this.clock = clock;
  }

  /**
   * Whether this one goes on.
   *
   * @throws Unavailable when that cannot be read now
   */
  public synchronized boolean goesOn(String sessionId) {
    Instant now = clock.instant();
    watched.put(sessionId, true);
    if (!last.isGood(sessionId, now)) {
      Set<String> all = Set.copyOf(watched.asMap().keySet());
      last = new Answer(all, find.goOn(all, now), now);
    }
    return last.goOn().contains(sessionId);
  }
}
