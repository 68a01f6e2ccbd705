package dev.leadline.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random rules over random events, each delivered up to three times, on days of any length. */
class PaceTest {

  /** A message that waits, and one that went. */
  private record Waiting(Instant due, Planned line) {}

  private record Gone(Instant at, List<Planned> lines) {}

  @Test
  void never_in_quiet_hours_never_over_the_rate_never_twice_and_nothing_is_forgotten() {
    Seeds.each(
        random -> {
          ZoneId zone = QuietHoursTest.zone(random);
          Terms terms = terms(random, zone);
          var rule = new Rule("rule", "default", terms, Instant.EPOCH);
          var planned = planned(rule, random, zone);
          List<Gone> gone = sent(terms, planned);
          assertNeverInQuietHours(terms, gone);
          assertNeverOverTheRate(terms, gone);
          assertEachOnce(planned, gone);
          assertNothingForgotten(planned, terms);
        });
  }

  private static Terms terms(Random random, ZoneId zone) {
    return new Terms(
        "Any",
        List.of(Trigger.LEAD_FORM_SUBMITTED, Trigger.LEAD_CALL_SCHEDULED),
        Filter.ALL,
        List.of("here"),
        null,
        false,
        random.nextBoolean() ? QuietHoursTest.any(random, zone) : null,
        random.nextBoolean()
            ? new Rate(1 + random.nextInt(3), Duration.ofMinutes(1 + random.nextInt(120)))
            : null,
        Duration.ofMinutes(random.nextInt(30)),
        random.nextInt(3) == 0 ? Duration.ofMinutes(15 * (1 + random.nextInt(20))) : null,
        true);
  }

  /** The ledger after all events: what the unique key of the table does, a map does here. */
  private static Map<String, Planned> planned(Rule rule, Random random, ZoneId zone) {
    var ledger = new HashMap<String, Planned>();
    var last = new HashMap<Planning.Told, Instant>();
    Instant at = QuietHoursTest.around(random, zone);
    var stories = List.of(new Story("default", "lead-a"), new Story("default", "lead-b"));
    for (int event = 0; event < 12; event++) {
      at = at.plus(Duration.ofSeconds(random.nextInt(7200)));
      Story story = stories.get(random.nextInt(stories.size()));
      story.later(Duration.between(Story.START, at).minus(elapsed(story)));
      boolean booked = random.nextBoolean();
      story.comes(
          booked ? "leadline.calendar.meeting-booked.v1" : "leadline.form.submitted.v1",
          dev.leadline.events.Channel.WEB,
          booked ? List.of() : List.of(dev.leadline.events.Stage.WEBFORM_SUBMITTED));
      Occurrence occurrence = story.last();
      int times = 1 + random.nextInt(3);
      for (int time = 0; time < times; time++) {
        if (time > 0 && !story.repeated(occurrence.announced()).isEmpty())
          throw new AssertionError("A repeated event was told again");
        if (time > 0) continue;
        for (Planned line : Planning.plan(List.of(rule), occurrence, last, at, "http://here"))
          ledger.putIfAbsent(line.eventId(), line);
      }
    }
    return ledger;
  }

  private static Duration elapsed(Story story) {
    return story.told().isEmpty()
        ? Duration.ZERO
        : Duration.between(Story.START, story.told().getLast().at());
  }

  /** What a sender does that looks whenever something is due. */
  private static List<Gone> sent(Terms terms, Map<String, Planned> planned) {
    var queue = new PriorityQueue<>(Comparator.comparing(Waiting::due));
    for (Planned line : planned.values())
      if (line.state() == Delivery.State.PENDING) queue.add(new Waiting(line.dueAt(), line));
    var gone = new ArrayList<Gone>();
    var recent = new ArrayList<Instant>();
    for (int rounds = 0; !queue.isEmpty(); rounds++) {
      assertThat(rounds).as("rounds").isLessThan(10_000);
      Waiting first = queue.remove();
      Instant next = Pace.next(terms, first.due(), recent);
      if (next.isAfter(first.due())) {
        queue.add(new Waiting(next, first.line()));
        continue;
      }
      var lines = new ArrayList<>(List.of(first.line()));
      if (terms.digest() != null)
        while (!queue.isEmpty() && !next(queue).isAfter(first.due()))
          lines.add(queue.remove().line());
      gone.add(new Gone(first.due(), lines));
      recent.addFirst(first.due());
    }
    return gone;
  }

  private static Instant next(PriorityQueue<Waiting> queue) {
    @Nullable Waiting next = queue.peek();
    return next == null ? Instant.MAX : next.due();
  }

  private static void assertNeverInQuietHours(Terms terms, List<Gone> gone) {
    QuietHours quiet = terms.quietHours();
    if (quiet != null)
      assertThat(gone).allSatisfy(one -> assertThat(quiet.covers(one.at())).isFalse());
  }

  private static void assertNeverOverTheRate(Terms terms, List<Gone> gone) {
    Rate rate = terms.rate();
    if (rate == null) return;
    for (int i = rate.most(); i < gone.size(); i++)
      assertThat(Duration.between(gone.get(i - rate.most()).at(), gone.get(i).at()))
          .isGreaterThanOrEqualTo(rate.within());
  }

  private static void assertEachOnce(Map<String, Planned> planned, List<Gone> gone) {
    var seen = new HashSet<String>();
    for (Gone one : gone)
      for (Planned line : one.lines())
        assertThat(seen.add(line.eventId())).as("told twice: %s", line.eventId()).isTrue();
    var due =
        planned.values().stream()
            .filter(line -> line.state() == Delivery.State.PENDING)
            .map(Planned::eventId)
            .toList();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(due);
  }

  /** What was left out had the same told of its lead within the cooldown. */
  private static void assertNothingForgotten(Map<String, Planned> planned, Terms terms) {
    for (Planned line : planned.values())
      if (line.state() == Delivery.State.SKIPPED)
        assertThat(planned.values())
            .anySatisfy(
                told -> {
                  assertThat(told.state()).isEqualTo(Delivery.State.PENDING);
                  assertThat(told.leadId()).isEqualTo(line.leadId());
                  assertThat(told.trigger()).isEqualTo(line.trigger());
                  assertThat(told.at()).isBetween(line.at().minus(terms.cooldown()), line.at());
                });
  }
}
