package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.leadservice.domain.Deadline.What;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks that end, and members who took over and are silent (domain 5.6). */
class DeadlinesTest {

  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(30), null);
  private static final Patience LITTLE = new Patience(Duration.ofMinutes(30), Duration.ofHours(12));
  private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));

  private static final LeadEvent.Member SAM = new LeadEvent.Member("sam", "Sam Reed");

  private static LeadEvent message(String id, Instant at) {
    return new LeadEvent.MemberMessageSent(id, Channel.CHAT, SAM, 1, at, null);
  }

  private static ModerationFact.BlockRequested block(@Nullable Instant until) {
    return new ModerationFact.BlockRequested("sam", "Sam Reed", "Spam", null, until);
  }

  private static LeadScenario takenOver() {
    return LeadScenario.aLead().tells(new ControlFact.TakenOver("sam", "Sam Reed", null));
  }

  private static List<Deadline> set(LeadScenario lead, Patience patience) {
    return Deadlines.after(lead.state(), lead.events(), patience);
  }

  private static LeadState met(LeadState lead, Deadline deadline) {
    LeadState next = lead;
    for (LeadEvent event : events(lead, deadline)) next = next.evolve(event);
    return next;
  }

  private static List<LeadEvent> events(LeadState lead, Deadline deadline) {
    var moment = new Moment(deadline.dueAt(), "/clock", "t-1");
    Ruling ruling =
        Lead.decide(lead, new LeadCommand.MeetDeadline(deadline, moment, Policy.DEFAULT));
    return ((Ruling.Accepted) ruling).events();
  }

  @Test
  void a_block_with_an_end_ends_and_the_lead_may_be_blocked_automatically_again() {
    var lead = LeadScenario.aLead().tells(block(TOMORROW));
    assertThat(lead.row().blocked()).isTrue();
    Deadline end = set(lead, PATIENCE).getFirst();
    assertThat(end.what()).isEqualTo(What.BLOCK_ENDS);
    assertThat(end.dueAt()).isEqualTo(TOMORROW);
    LeadState after = met(lead.state(), end);
    assertThat(after.block().isBlocked()).isFalse();
    assertThat(after.block().exempt()).isFalse();
    assertThat(events(after, end)).isEmpty();
  }

  @Test
  void what_was_scored_during_a_block_with_an_end_blocks_the_lead_when_it_ends() {
    var lead =
        LeadScenario.aLead()
            .tells(block(TOMORROW))
            .tells(new ModerationFact.MessageScored("m-1", Map.of("hate", 1.0), null, null));
    LeadState after = met(lead.state(), set(lead, PATIENCE).getFirst());
    assertThat(after.block().cause())
        .isNotNull()
        .returns(Block.Origin.AUTOMATIC, Block.Cause::origin)
        .returns(null, Block.Cause::until);
  }

  @Test
  void a_block_without_an_end_and_one_that_is_over_before_it_is_heard_of_set_nothing() {
    assertThat(set(LeadScenario.aLead().tells(block(null)), PATIENCE)).isEmpty();
    var late = LeadScenario.aLead().tells(block(NOON.minusSeconds(1)));
    assertThat(late.row().blocked()).isFalse();
    assertThat(set(late, PATIENCE)).isEmpty();
  }

  @Test
  void the_end_of_an_earlier_block_does_not_end_a_later_one() {
    var lead = LeadScenario.aLead().tells(block(TOMORROW));
    Deadline end = set(lead, PATIENCE).getFirst();
    lead.tells(new ModerationFact.UnblockRequested("sam", null, null, null))
        .at(NOON.plusSeconds(60))
        .tells(block(null));
    assertThat(events(lead.state(), end)).isEmpty();
  }

  @Test
  void takeover_stale_note_after_30_minutes_without_a_message() {
    var lead = takenOver();
    List<Deadline> deadlines = set(lead, PATIENCE);
    assertThat(deadlines).map(Deadline::what).containsExactly(What.TAKEOVER_GOES_STALE);
    assertThat(deadlines.getFirst().dueAt()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
    assertThat(events(lead.state(), deadlines.getFirst()))
        .singleElement()
        .isInstanceOf(LeadEvent.TakeoverWentStale.class);
  }

  @Test
  void a_takeover_goes_stale_after_the_last_message_of_a_member_in_whichever_order_they_are_told() {
    var lead = takenOver();
    LeadEvent last = message("m-2", NOON.plusSeconds(600));
    LeadEvent first = message("m-1", NOON.plusSeconds(60));
    for (List<LeadEvent> told : List.of(List.of(first, last), List.of(last, first)))
      assertThat(Deadlines.after(lead.state(), told, PATIENCE))
          .singleElement()
          .returns(What.TAKEOVER_GOES_STALE, Deadline::what)
          .returns(NOON.plusSeconds(600).plus(PATIENCE.staleAfter()), Deadline::dueAt);
  }

  @Test
  void what_is_no_sign_of_a_member_puts_nothing_off() {
    LeadState lead = takenOver().state();
    var stage =
        new LeadEvent.StageSet(Stage.ENGAGED, Stage.BROWSING, SAM, NOON.plusSeconds(60), null);
    assertThat(Deadlines.after(lead, List.of(stage), LITTLE)).isEmpty();
  }

  @Test
  void automatic_return_after_12_hours_is_off_by_default_and_marked_as_done_by_time() {
    var lead = takenOver();
    assertThat(set(lead, PATIENCE)).noneMatch(each -> each.what() == What.TAKEOVER_ENDS);
    Deadline end = set(lead, LITTLE).getLast();
    assertThat(end.dueAt()).isEqualTo(NOON.plus(Duration.ofHours(12)));
    assertThat(events(lead.state(), end))
        .singleElement()
        .matches(event -> ((LeadEvent.ControlReturned) event).by() == null);
    assertThat(met(lead.state(), end).control().isManual()).isFalse();
  }

  @Test
  void a_deadline_of_an_earlier_takeover_does_nothing_to_a_later_one() {
    var lead = takenOver();
    List<Deadline> deadlines = set(lead, LITTLE);
    assertThat(deadlines)
        .map(Deadline::what)
        .containsExactly(What.TAKEOVER_GOES_STALE, What.TAKEOVER_ENDS);
    lead.at(NOON.plusSeconds(60))
        .tells(new ControlFact.Returned("sam", null))
        .at(NOON.plusSeconds(120))
        .tells(new ControlFact.TakenOver("kim", null, null));
    for (Deadline each : deadlines) assertThat(events(lead.state(), each)).isEmpty();
    assertThat(Deadlines.over(lead.state())).containsExactly(What.BLOCK_ENDS);
  }

  @Test
  void nothing_is_due_for_a_lead_that_was_erased() {
    var lead = takenOver();
    Deadline stale = set(lead, PATIENCE).getFirst();
    lead.erased();
    assertThat(events(lead.state(), stale)).isEmpty();
    assertThat(Deadlines.over(lead.state())).containsExactlyInAnyOrder(What.values());
  }
}
