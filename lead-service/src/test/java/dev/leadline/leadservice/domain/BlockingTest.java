package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.CatalogueTest.sample;
import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Stage;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ModerationFact.MessageScored;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a lead gets no more answers (domain 4.5 and 5.7). */
class BlockingTest {

  private static MessageScored scored(String message, double score) {
    return new MessageScored(message, Map.of("hate", score, "violence", score / 2), null, null);
  }

  private static ChatFact.MessageReceived message(String id) {
    return new ChatFact.MessageReceived(id, "Words", null, null, null, null);
  }

  @Test
  void scores_add_up_and_block_at_one() {
    var lead = aLead().tells(scored("m-1", 0.4)).tells(scored("m-2", 0.4));
    assertThat(lead.row().blocked()).isFalse();
    lead.tells(scored("m-3", 0.3));
    assertThat(lead.row().blocked()).isTrue();
    assertThat(lead.row().blockedReason()).isEqualTo("hate");
    assertThat(lead.row().blockedBy()).isNull();
    assertThat(lead.all(LeadBlocked.class))
        .extracting(LeadBlocked::origin)
        .containsExactly(Block.Origin.AUTOMATIC);
  }

  @Test
  void scores_that_add_up_to_exactly_one_block() {
    var lead = aLead();
    for (int i = 0; i < 10; i++) lead.tells(scored("m-" + i, 0.1));
    assertThat(lead.row().blocked()).isTrue();
  }

  @Test
  void one_severe_message_is_enough_and_is_named() {
    var lead = aLead().tells(scored("m-1", 0.02)).tells(scored("m-2", 1));
    assertThat(lead.all(LeadBlocked.class).getFirst().messageId()).isEqualTo("m-2");
  }

  @Test
  void of_two_scores_for_one_message_the_highest_counts() {
    var lead =
        aLead().tells(scored("m-1", 0.6)).tells(scored("m-1", 0.9)).tells(scored("m-1", 0.5));
    assertThat(lead.row().blocked()).isFalse();
    assertThat(Moderation.total(lead.state())).isEqualTo(0.9);
  }

  @Test
  void messages_of_two_conversations_that_have_one_number_both_count() {
    var lead = aLead().inConversation("c-1").tells(scored("1", 0.6)).tells(scored("1", 0.5));
    assertThat(Moderation.total(lead.state())).isEqualTo(0.6);
    lead.inConversation("c-2").tells(scored("1", 0.4));
    assertThat(Moderation.total(lead.state())).isEqualTo(1);
    assertThat(lead.row().blocked()).isTrue();
  }

  @Test
  void a_score_without_conversation_is_of_one_of_those_that_have_its_number() {
    var lead = aLead().tells(scored("1", 0.6)).inConversation("c-1").tells(scored("1", 0.6));
    assertThat(Moderation.total(lead.state())).isEqualTo(0.6);
    assertThat(lead.row().blocked()).isFalse();
  }

  @Test
  void noise_adds_up_to_nothing() {
    var lead = aLead();
    for (int i = 0; i < 200; i++) lead.tells(scored("m-" + i, 0.009));
    assertThat(Moderation.total(lead.state())).isZero();
  }

  @Test
  void what_a_blocked_lead_does_is_kept_and_counts_for_nothing() {
    var lead = aLead().tells(message("m-1")).tells(scored("m-1", 1));
    lead.at(NOON.plusSeconds(60)).tells(message("m-2")).tells(sample("calendar.meeting-booked"));
    assertThat(lead.row().messageCount()).isEqualTo(1);
    assertThat(lead.row().stage()).isEqualTo(Stage.ENGAGED);
    assertThat(lead.row().latestAction().at()).isEqualTo(NOON);
    assertThat(lead.last().decision().hidden()).isTrue();
    assertThat(lead.last().personal().payload().text()).contains("mt-3071");
  }

  @Test
  void a_blocked_lead_is_blocked_once() {
    var lead = aLead().tells(scored("m-1", 1)).tells(scored("m-2", 1));
    lead.tells(sample("block.requested"));
    assertThat(lead.all(LeadBlocked.class)).hasSize(1);
  }

  @Test
  void whoever_was_let_in_again_is_never_blocked_automatically_any_more() {
    var lead = aLead().tells(scored("m-1", 1)).tells(message("m-2"));
    lead.tells(sample("unblock.requested")).tells(scored("m-3", 0.9));
    assertThat(lead.row().blocked()).isFalse();
    assertThat(Moderation.total(lead.state())).isEqualTo(1.9);
    assertThat(lead.all(LeadUnblocked.class)).hasSize(1);
    assertThat(lead.row().messageCount()).as("nothing is counted afterwards").isZero();
    assertThat(lead.tells(message("m-4")).row().messageCount()).isEqualTo(1);
  }

  @Test
  void a_member_may_block_at_any_time_and_again() {
    var lead = aLead().tells(sample("block.requested"));
    assertThat(lead.row().blockedReason()).isEqualTo("Spam");
    assertThat(lead.row().blockedBy()).isEqualTo("Sam Reed");
    lead.tells(sample("unblock.requested")).tells(sample("block.requested"));
    assertThat(lead.row().blocked()).isTrue();
    assertThat(lead.all(LeadBlocked.class)).hasSize(2);
  }

  @Test
  void nobody_who_is_not_blocked_is_let_in() {
    assertThat(aLead().tells(sample("unblock.requested")).all(LeadUnblocked.class)).isEmpty();
  }

  @Test
  void whoever_comes_anew_from_where_somebody_was_blocked_gets_no_answers_for_a_while() {
    Instant until = NOON.plus(Duration.ofHours(2));
    var lead = aLead().fromWhereOthersAreBlocked(until).tells(message("m-1"));
    assertThat(lead.row().blocked()).isTrue();
    assertThat(lead.row().blockedReason()).isEqualTo(Block.SAME_NETWORK);
    assertThat(lead.row().messageCount()).isZero();
    assertThat(lead.state().block().cause().until()).isEqualTo(until);
    assertThat(lead.state().block().isForItself()).isFalse();
  }

  @Test
  void whoever_comes_once_that_while_is_over_is_met_as_anybody_else() {
    var lead = aLead().receivedAt(NOON).fromWhereOthersAreBlocked(NOON).tells(message("m-1"));
    assertThat(lead.all(LeadBlocked.class)).isEmpty();
    assertThat(lead.row().messageCount()).isEqualTo(1);
  }

  @Test
  void whoever_was_met_before_is_not_blocked_for_where_they_come_from() {
    var lead = aLead().tells(message("m-1"));
    lead.fromWhereOthersAreBlocked(NOON.plusSeconds(60)).tells(message("m-2"));
    assertThat(lead.row().blocked()).isFalse();
    assertThat(lead.row().messageCount()).isEqualTo(2);
  }

  @Test
  void what_somebody_else_tells_of_a_lead_says_nothing_of_where_the_lead_is() {
    var lead = aLead().fromWhereOthersAreBlocked(NOON.plusSeconds(60));
    assertThat(lead.tells(sample("crm.record-pulled")).row().blocked()).isFalse();
  }
}
