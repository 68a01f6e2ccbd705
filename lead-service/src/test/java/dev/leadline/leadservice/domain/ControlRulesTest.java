package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.Control.Mode;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may speak to a lead, as channels tell it (domain 5.6). */
class ControlRulesTest {

  private static final ControlFact SAM_TAKES = takes("sam", "Sam Reed");
  private static final ControlFact KIM_TAKES = takes("kim", "Kim Park");
  private static final ControlFact GIVEN_BACK = new ControlFact.Returned("sam", "Sam Reed");
  private static final ControlFact PASSED_ON =
      new ControlFact.Reassigned(null, new ControlFact.Member("kim", "Kim Park"));

  /** What was told, and how many seconds after noon it happened. */
  private record Told(ControlFact fact, int second) {}

  private static ControlFact takes(String id, String name) {
    return new ControlFact.TakenOver(id, name, null);
  }

  private static LeadScenario told(List<Told> facts) {
    var lead = aLead();
    for (Told told : facts)
      lead.at(NOON.plusSeconds(told.second()))
          .receivedAt(NOON.plus(Duration.ofMinutes(5)))
          .tells(told.fact());
    return lead;
  }

  private static List<List<Told>> permutations(List<Told> facts) {
    if (facts.size() < 2) return List.of(facts);
    var all = new ArrayList<List<Told>>();
    for (Told first : facts) {
      var rest = new ArrayList<>(facts);
      rest.remove(first);
      for (List<Told> permutation : permutations(rest)) {
        var whole = new ArrayList<Told>();
        whole.add(first);
        whole.addAll(permutation);
        all.add(whole);
      }
    }
    return all;
  }

  private static void alwaysEnds(Mode mode, @Nullable String by, Told... facts) {
    for (List<Told> order : permutations(List.of(facts))) {
      Control control = told(order).state().control();
      assertThat(control.mode()).as("%s", order).isEqualTo(mode);
      assertThat(control.by()).as("%s", order).isEqualTo(by);
    }
  }

  @Test
  void the_newest_change_holds_in_whatever_order_they_are_told() {
    alwaysEnds(Mode.AUTOMATED, null, new Told(SAM_TAKES, 1), new Told(GIVEN_BACK, 2));
    alwaysEnds(
        Mode.MANUAL,
        "sam",
        new Told(SAM_TAKES, 1),
        new Told(GIVEN_BACK, 2),
        new Told(SAM_TAKES, 3));
    alwaysEnds(
        Mode.MANUAL, "kim", new Told(SAM_TAKES, 1), new Told(PASSED_ON, 2), new Told(SAM_TAKES, 0));
    alwaysEnds(
        Mode.AUTOMATED,
        null,
        new Told(SAM_TAKES, 1),
        new Told(KIM_TAKES, 2),
        new Told(GIVEN_BACK, 3),
        new Told(PASSED_ON, 0));
  }

  @Test
  void a_takeover_raises_the_version_and_so_does_a_return() {
    var lead = aLead().tells(SAM_TAKES);
    assertThat(lead.state().control().version()).isEqualTo(1);
    lead.at(NOON.plusSeconds(1)).tells(GIVEN_BACK);
    assertThat(lead.state().control().version()).isEqualTo(2);
  }

  @Test
  void what_holds_already_raises_no_version() {
    var lead = aLead().tells(SAM_TAKES).at(NOON.plusSeconds(1)).tells(SAM_TAKES);
    assertThat(lead.state().control().version()).isEqualTo(1);
    assertThat(lead.row().control().name()).isEqualTo("Sam Reed");
  }

  @Test
  void what_is_told_too_late_changes_nothing_and_is_told_all_the_same() {
    var lead =
        told(List.of(new Told(SAM_TAKES, 1), new Told(GIVEN_BACK, 9), new Told(KIM_TAKES, 5)));
    assertThat(lead.state().control().mode()).isEqualTo(Mode.AUTOMATED);
    assertThat(lead.state().control().version()).isEqualTo(2);
    assertThat(lead.all(ControlTaken.class)).hasSize(2);
  }

  @Test
  void a_takeover_outside_the_dashboard_is_marked_as_such() {
    var taken = aLead().tells(SAM_TAKES).all(ControlTaken.class).getFirst();
    assertThat(taken.external()).isTrue();
    assertThat(taken.from()).isNull();
  }

  @Test
  void whoever_takes_over_from_another_member_names_them() {
    var lead = aLead().tells(SAM_TAKES).at(NOON.plusSeconds(1)).tells(KIM_TAKES);
    assertThat(lead.all(ControlTaken.class).getLast().from().memberId()).isEqualTo("sam");
  }

  @Test
  void time_gives_back_without_a_member() {
    var lead = aLead().tells(SAM_TAKES).at(NOON.plusSeconds(1));
    lead.tells(new ControlFact.Returned(null, null));
    assertThat(lead.all(ControlReturned.class).getFirst().by()).isNull();
  }

  @Test
  void a_clock_that_is_ahead_holds_no_longer_than_until_it_was_heard() {
    var lead = aLead().at(NOON.plus(Duration.ofMinutes(4))).receivedAt(NOON).tells(SAM_TAKES);
    assertThat(lead.state().control().since().at()).isEqualTo(NOON);
  }

  @Test
  void an_answer_that_was_written_before_a_member_took_over_is_kept_and_not_counted() {
    var chat = new ChatFact.MessageSent("m-1", "Hi", ChatFact.Author.AGENT, null, 0L, null);
    var email =
        new EmailFact.Sent("em-1", null, null, "Hi", "Hi", null, null, null, null, 0L, null);
    var text = new TextFact.MessageSent("sm-1", "Hi", null, null, 0L, null);
    var lead = aLead().tells(SAM_TAKES);
    assertThat(lead.tells(chat).last().decision()).isEqualTo(Decision.SUPPRESSED);
    assertThat(lead.tells(email).last().decision()).isEqualTo(Decision.SUPPRESSED);
    assertThat(lead.tells(text).last().decision()).isEqualTo(Decision.SUPPRESSED);
    assertThat(aLead().tells(chat).last().decision().suppressed()).isFalse();
  }

  @Test
  void an_answer_that_names_no_version_or_the_newest_one_was_sent() {
    var lead = aLead().tells(SAM_TAKES);
    var unknown = new ChatFact.MessageSent("m-1", "Hi", null, null, null, null);
    var newest = new ChatFact.MessageSent("m-2", "Hi", null, null, 1L, null);
    assertThat(lead.tells(unknown).last().decision().suppressed()).isFalse();
    assertThat(lead.tells(newest).last().decision().suppressed()).isFalse();
  }
}
