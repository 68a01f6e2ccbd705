package dev.leadline.gateway.handling;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final Known NOTHING = new Known(Map.of(), Instant.MIN);

  private final ReadSums sums;
  private final Clock clock;
  private final Executor beside;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Set<String> asking = ConcurrentHashMap.newKeySet();

  private record Known(Map<String, Set<Channel>> channels, Instant until) {}

  public KnowAgents(ReadSums sums, Clock clock, Executor beside) {
    this.sums = sums;
    this.clock = clock;
    this.beside = beside;
  }

  /** The channels of each agent that has worked lately, as far as they are known by now. */
  public Map<String, Set<Channel>> channels(String tenant) {
    Known now = known.getOrDefault(tenant, NOTHING);
    if (now.until().isBefore(clock.instant()) && asking.add(tenant))
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
      known.put(tenant, new Known(channels, clock.instant().plus(GOOD_FOR)));
      asking.remove(tenant);
    }
  }
}
