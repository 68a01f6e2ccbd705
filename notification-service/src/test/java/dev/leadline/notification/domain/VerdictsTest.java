package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private static final Instant NOW = Story.START;
  private static final Duration WAIT = Duration.ofSeconds(30);

  private static SettleTries.Settled after(Outcome outcome) {
    return after(outcome, 2);
  }

  private static SettleTries.Settled after(Outcome outcome, int triesBefore) {
    return Verdicts.line(
        new Delivery(
            7,
            "acme",
            "rule",
            "destination",
            "event",
            "lead",
            Trigger.LEAD_BLOCKED,
            Delivery.State.SENDING,
            NOW,
            NOW,
            NOW,
            triesBefore,
            null),
        outcome,
        NOW);
  }

  @Test
  void a_line_that_waits_with_all_others_keeps_its_place_before_them() {
    assertThat(after(new Outcome.Later("busy", WAIT, true)))
        .isEqualTo(new SettleTries.Settled(7, 3, Delivery.State.PENDING, null, "busy"));
  }

  @Test
  void a_line_that_waits_alone_lets_others_pass() {
    assertThat(after(new Outcome.Later("ill", WAIT, false)))
        .isEqualTo(new SettleTries.Settled(7, 3, Delivery.State.PENDING, NOW.plus(WAIT), "ill"));
  }

  /** Two messages of a turn are on their way at once, and their answers differ. */
  @Test
  void a_destination_is_left_alone_for_the_longest_time_that_it_asked_for() {
    var longest = new Outcome.Later("Too many", Duration.ofHours(1), true);
    var shorter = new Outcome.Later("Too many", WAIT, true);
    var alone = new Outcome.Later("ill", Duration.ofHours(2), false);
    for (List<Outcome> outcomes :
        List.<List<Outcome>>of(List.of(longest, shorter, alone), List.of(shorter, alone, longest)))
      assertThat(Verdicts.destination(Defaults.inbox("acme", NOW), outcomes, NOW).pausedUntil())
          .isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  /**
   * Time gives it up: a destination that is left alone for 30 s at a time has many tries an hour.
   */
  @Test
  void a_line_is_given_up_by_no_number_of_tries() {
    assertThat(after(new Outcome.Later("Left alone for a while.", WAIT, true), 9_999))
        .isEqualTo(
            new SettleTries.Settled(
                7, 10_000, Delivery.State.PENDING, null, "Left alone for a while."));
  }
}
