package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KnowAgentsTest {

  private Instant now = Instant.parse("2026-11-22T09:00:00Z");
  private Map<String, Set<Channel>> told = Map.of("agent-17", Set.of(Channel.CHAT));
  private boolean away;
  private final Queue<Runnable> beside = new ArrayDeque<>();
  private final KnowAgents agents =
      new KnowAgents(new Sums(), ((InstantSource) () -> now).withZone(ZoneOffset.UTC), beside::add);

  @Test
  void nobody_waits_for_what_is_not_known_yet() {
    assertThat(agents.channels("default")).isEmpty();
    assertThat(agents.channels("default")).isEmpty();
    assertThat(beside).hasSize(1);
    beside.remove().run();
    assertThat(agents.channels("default")).containsOnlyKeys("agent-17");
    assertThat(beside).isEmpty();
    assertThat(agents.channels("another")).isEmpty();
  }

  @Test
  void what_was_known_is_asked_for_again_and_stays_while_nobody_answers() {
    agents.channels("default");
    beside.remove().run();
    away = true;
    now = now.plus(Duration.ofMinutes(1));
    agents.channels("default");
    beside.remove().run();
    assertThat(agents.channels("default")).containsOnlyKeys("agent-17");
    away = false;
    told = Map.of("agent-18", Set.of(Channel.EMAIL));
    now = now.plus(Duration.ofMinutes(1));
    agents.channels("default");
    beside.remove().run();
    assertThat(agents.channels("default")).containsOnlyKeys("agent-18");
  }

  /** Of which agents alone are asked for. */
  private final class Sums implements ReadSums {
    @Override
    public Map<String, Set<Channel>> agents(String tenant) {
      if (away) throw Unavailable.of("The numbers", new IllegalStateException("away"));
      return told;
    }

    @Override
    public void shares(AnalyticsQuery query, Consumer<Share> shares) {
      throw new AssertionError(query);
    }

    @Override
    public void conversations(AnalyticsQuery query, Consumer<Conversation> conversations) {
      throw new AssertionError(query);
    }

    @Override
    public Standings standings(String tenant) {
      throw new AssertionError(tenant);
    }

    @Override
    public Map<String, Instant> firstEmails(Collection<String> leadIds) {
      throw new AssertionError(leadIds);
    }
  }
}
