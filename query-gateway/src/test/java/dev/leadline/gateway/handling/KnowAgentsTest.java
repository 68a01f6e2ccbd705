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
    assertThat(agents.channels("default", Set.of("agent-17"))).isEmpty();
    assertThat(agents.channels("default", Set.of("agent-17"))).isEmpty();
    assertThat(beside).hasSize(1);
    beside.remove().run();
    assertThat(agents.channels("default", Set.of("agent-17"))).containsOnlyKeys("agent-17");
    assertThat(beside).isEmpty();
    assertThat(agents.channels("another", Set.of("agent-17"))).isEmpty();
  }

  @Test
  void what_was_known_is_asked_for_again_and_stays_while_nobody_answers() {
    agents.channels("default", Set.of("agent-17"));
    beside.remove().run();
    away = true;
    now = now.plus(Duration.ofMinutes(6));
    agents.channels("default", Set.of("agent-17"));
    beside.remove().run();
    assertThat(agents.channels("default", Set.of("agent-17"))).containsOnlyKeys("agent-17");
    away = false;
    told = Map.of("agent-18", Set.of(Channel.EMAIL));
    now = now.plus(Duration.ofMinutes(6));
    agents.channels("default", Set.of("agent-17"));
    beside.remove().run();
    assertThat(agents.channels("default", Set.of("agent-17"))).containsOnlyKeys("agent-18");
  }

  @Test
  void agents_that_are_known_are_not_asked_for_again_and_again() {
    agents.channels("default", Set.of("agent-17"));
    beside.remove().run();
    for (int i = 0; i < 20; i++) {
      now = now.plus(Duration.ofSeconds(14));
      agents.channels("default", Set.of("agent-17"));
    }
    assertThat(beside).isEmpty();
  }

  @Test
  void an_agent_that_began_a_moment_ago_is_asked_for_soon() {
    agents.channels("default", Set.of("agent-17"));
    beside.remove().run();
    told = Map.of("agent-17", Set.of(Channel.CHAT), "agent-18", Set.of(Channel.VOICE));
    now = now.plus(Duration.ofSeconds(5));
    agents.channels("default", Set.of("agent-17", "agent-18"));
    assertThat(beside).isEmpty();
    now = now.plus(Duration.ofSeconds(6));
    agents.channels("default", Set.of("agent-17", "agent-18"));
    beside.remove().run();
    assertThat(agents.channels("default", Set.of("agent-17", "agent-18")))
        .containsOnlyKeys("agent-17", "agent-18");
    assertThat(beside).isEmpty();
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
