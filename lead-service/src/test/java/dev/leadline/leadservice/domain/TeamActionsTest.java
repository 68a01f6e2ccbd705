package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.lead.Control.Mode;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.MemberMessageSent;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.events.lead.LeadEvent.StageSet;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.leadservice.domain.LeadCommand.BlockLead;
import dev.leadline.leadservice.domain.LeadCommand.GiveBack;
import dev.leadline.leadservice.domain.LeadCommand.SendMessage;
import dev.leadline.leadservice.domain.LeadCommand.SetStage;
import dev.leadline.leadservice.domain.LeadCommand.TakeOver;
import dev.leadline.leadservice.domain.LeadCommand.TeamAction;
import dev.leadline.leadservice.domain.LeadCommand.UnblockLead;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What team members may do to a lead (domain 4.10, 5.6, 5.7). */
class TeamActionsTest {

  private static final Member SAM = new Member("sam", "Sam Reed");
  private static final Member KIM = new Member("kim", "Kim Park");
  private static final Reason WHY = new Reason("spam", null);

  private LeadState lead = aLead().tells(message("m-1")).state();
  private Instant now = NOON.plusSeconds(60);

  private static ChatFact.MessageReceived message(String id) {
    return new ChatFact.MessageReceived(id, "Hello", null, null, null, null);
  }

  private Moment now() {
    now = now.plusSeconds(1);
    return new Moment(now, "/leadline/team", "c-" + now.getEpochSecond());
  }

  private List<LeadEvent> does(TeamAction action) {
    Ruling ruling = Lead.decide(lead, action);
    assertThat(ruling).isInstanceOf(Ruling.Accepted.class);
    List<LeadEvent> events = ((Ruling.Accepted) ruling).events();
    for (LeadEvent event : events) lead = lead.evolve(event);
    return events;
  }

  private Refusal refused(TeamAction action) {
    Ruling ruling = Lead.decide(lead, action);
    assertThat(ruling).isInstanceOf(Ruling.Rejected.class);
    return ((Ruling.Rejected) ruling).refusal();
  }

  private TakeOver takeOver(Member by, Long seen, String from) {
    return new TakeOver(by, seen, from, now());
  }

  private SendMessage write(Member by, long seen) {
    return new SendMessage(by, "mm-1", "I am here", seen, null, now());
  }

  @Test
  void a_member_takes_over_and_anybody_gives_back() {
    does(takeOver(SAM, 0L, null));
    assertThat(lead.control().mode()).isEqualTo(Mode.MANUAL);
    assertThat(lead.control().version()).isEqualTo(1);
    does(new GiveBack(KIM, now()));
    assertThat(lead.control().mode()).isEqualTo(Mode.AUTOMATED);
    assertThat(lead.control().version()).isEqualTo(2);
  }

  @Test
  void a_double_click_is_one_takeover() {
    does(takeOver(SAM, 0L, null));
    assertThat(does(takeOver(SAM, 0L, null))).isEmpty();
  }

  @Test
  void giving_back_what_agents_hold_changes_nothing() {
    assertThat(does(new GiveBack(SAM, now()))).isEmpty();
  }

  @Test
  void a_takeover_by_somebody_else_is_refused_with_the_owner() {
    does(takeOver(SAM, 0L, null));
    assertThat(refused(takeOver(KIM, 1L, null))).isEqualTo(new Refusal.AlreadyTakenOver(SAM, 1));
    assertThat(refused(takeOver(KIM, 0L, "lee"))).isEqualTo(new Refusal.AlreadyTakenOver(SAM, 1));
  }

  @Test
  void who_names_the_owner_takes_over_from_them_with_one_marker() {
    does(takeOver(SAM, 0L, null));
    assertThat(does(takeOver(KIM, 1L, "sam")))
        .singleElement()
        .isInstanceOfSatisfying(
            ControlTaken.class,
            taken -> {
              assertThat(taken.from()).isEqualTo(SAM);
              assertThat(taken.external()).isFalse();
              assertThat(taken.version()).isEqualTo(2);
            });
  }

  @Test
  void a_takeover_on_what_was_seen_before_a_change_is_refused() {
    does(takeOver(SAM, 0L, null));
    does(new GiveBack(SAM, now()));
    assertThat(refused(takeOver(KIM, 0L, null))).isEqualTo(new Refusal.ControlChanged(null, 2));
  }

  @Test
  void what_a_member_does_is_newer_than_a_clock_that_was_ahead() {
    var ahead = aLead().at(NOON.plusSeconds(3600)).receivedAt(NOON.plusSeconds(3600));
    lead = ahead.tells(new ControlFact.TakenOver("sam", "Sam Reed", null)).state();
    does(new GiveBack(KIM, now()));
    assertThat(lead.control().mode()).isEqualTo(Mode.AUTOMATED);
  }

  @Test
  void who_wants_to_write_takes_over_first() {
    assertThat(refused(write(SAM, 0))).isEqualTo(new Refusal.TakeOverFirst(0));
    does(takeOver(KIM, null, null));
    assertThat(refused(write(SAM, 1))).isEqualTo(new Refusal.AlreadyTakenOver(KIM, 1));
    assertThat(refused(write(KIM, 0))).isEqualTo(new Refusal.ControlChanged(KIM, 1));
  }

  @Test
  void a_message_goes_where_the_lead_wrote_last() {
    does(takeOver(SAM, null, null));
    assertThat(does(write(SAM, 1)))
        .singleElement()
        .isInstanceOfSatisfying(
            MemberMessageSent.class,
            sent -> {
              assertThat(sent.channel()).isEqualTo(Channel.CHAT);
              assertThat(sent.personal().text()).isEqualTo("I am here");
              assertThat(sent.controlVersion()).isEqualTo(1);
            });
  }

  @Test
  void a_member_blocks_and_lets_in_again_for_good() {
    assertThat(does(new BlockLead(SAM, WHY, null, now())))
        .singleElement()
        .isInstanceOfSatisfying(LeadBlocked.class, b -> assertThat(b.by()).isEqualTo(SAM));
    assertThat(refused(new BlockLead(KIM, WHY, null, now())))
        .isEqualTo(new Refusal.AlreadyBlocked());
    does(new UnblockLead(KIM, WHY, now()));
    assertThat(lead.block().isBlocked()).isFalse();
    assertThat(lead.block().exempt()).isTrue();
    assertThat(refused(new UnblockLead(KIM, WHY, now()))).isEqualTo(new Refusal.NotBlocked());
  }

  @Test
  void a_stage_set_by_hand_may_be_lower() {
    assertThat(lead.picture().activity().stage()).isEqualTo(Stage.ENGAGED);
    assertThat(does(new SetStage(SAM, Stage.BROWSING, WHY, now())))
        .singleElement()
        .isInstanceOfSatisfying(
            StageSet.class, set -> assertThat(set.before()).isEqualTo(Stage.ENGAGED));
    assertThat(lead.picture().activity().stage()).isEqualTo(Stage.BROWSING);
    assertThat(does(new SetStage(SAM, Stage.BROWSING, WHY, now()))).isEmpty();
  }

  @Test
  void nothing_is_done_to_a_lead_that_was_erased_or_is_part_of_another() {
    var open = lead;
    lead = open.evolve(new LeadEvent.LeadErased(now, null, List.of()));
    assertThat(refused(takeOver(SAM, null, null))).isEqualTo(new Refusal.Erased());
    lead = open.evolve(new LeadEvent.LeadMergedInto("other", null, now));
    assertThat(refused(new BlockLead(SAM, WHY, null, now())))
        .isEqualTo(new Refusal.Merged("other"));
  }
}
