package dev.leadline.gateway.handling;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Where agents work. An agent has an id and no name; what it does for leads tells a person more. It
 * is asked for beside the page that wants it, which is never kept waiting: who has not been asked
 * for yet is known by the id alone.
 */
public final class KnowAgents {

  /** An agent works where it worked a moment ago. */
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  /** A page that shows an agent of which nothing is known is not left with its id for long. */
  private static final Duration WITH_STRANGERS = Duration.ofSeconds(10);

  private static final Known NOTHING = new Known(Map.of(), Instant.EPOCH);

  private final ReadSums sums;
  private final Clock clock;
  private final Executor beside;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Set<String> asking = ConcurrentHashMap.newKeySet();

  private record Known(Map<String, Set<Channel>> channels, Instant since) {

    boolean isOutdated(Collection<String> shown, Instant now) {
      Duration good = channels.keySet().containsAll(shown) ? GOOD_FOR : WITH_STRANGERS;
      return since.plus(good).isBefore(now);
    }
  }

  public KnowAgents(ReadSums sums, Clock clock, Executor beside) {
    this.sums = sums;
    this.clock = clock;
    this.beside = beside;
  }

  /**
   * The channels of each agent, as far as they are known by now.
   *
   * @param shown the ids of those that a page is about to name
   */
  public Map<String, Set<Channel>> channels(String tenant, Collection<String> shown) {
    Known now = known.getOrDefault(tenant, NOTHING);
    if (now.isOutdated(shown, clock.instant()) && asking.add(tenant))
      beside.execute(() -> ask(tenant, now));
    return now.channels();
  }

  private void ask(String tenant, Known before) {
    Map<String, Set<Channel>> channels = before.channels();
    try {
      channels = sums.agents(tenant);
    } catch (Unavailable away) {
      // What was known before has to do.
    } finally {
      known.put(tenant, new Known(channels, clock.instant()));
      asking.remove(tenant);
    }
  }
}
