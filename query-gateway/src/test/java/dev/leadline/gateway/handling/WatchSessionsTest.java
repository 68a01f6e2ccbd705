package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.gateway.domain.Unavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchSessionsTest {

  private Instant now = Instant.parse("2026-11-20T09:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  private final Set<String> signedIn = new HashSet<>();
  private final List<Set<String>> questions = new ArrayList<>();
  private boolean isAway;
  private final WatchSessions sessions = new WatchSessions(this::goOn, clock);

  private Set<String> goOn(Collection<String> sessionIds, Instant at) {
    questions.add(Set.copyOf(sessionIds));
    if (isAway) throw Unavailable.of("Who is signed in", null);
    var goOn = new HashSet<String>(sessionIds);
    goOn.retainAll(signedIn);
    return goOn;
  }

  @Test
  void all_who_follow_cost_one_question_and_not_one_each() {
    for (int i = 0; i < 50; i++) {
      signedIn.add("session-" + i);
      assertThat(sessions.goesOn("session-" + i)).isTrue();
    }
    questions.clear();
    signedIn.remove("session-7");
    now = now.plusSeconds(10);
    for (int i = 0; i < 50; i++) assertThat(sessions.goesOn("session-" + i)).isEqualTo(i != 7);
    assertThat(questions).hasSize(1);
    assertThat(questions.getFirst()).hasSize(50);
  }

  @Test
  void a_session_that_is_new_here_is_asked_for_at_once() {
    assertThat(sessions.goesOn("old")).isFalse();
    signedIn.add("new");
    assertThat(sessions.goesOn("new")).isTrue();
  }

  @Test
  void what_cannot_be_asked_now_is_asked_again_and_a_clock_that_is_set_back_holds_nothing_up() {
    signedIn.add("one");
    assertThat(sessions.goesOn("one")).isTrue();
    now = now.plusSeconds(10);
    isAway = true;
    assertThatThrownBy(() -> sessions.goesOn("one")).isInstanceOf(Unavailable.class);
    isAway = false;
    assertThat(sessions.goesOn("one")).isTrue();
    signedIn.clear();
    now = now.minusSeconds(3600);
    assertThat(sessions.goesOn("one")).isFalse();
  }
}
