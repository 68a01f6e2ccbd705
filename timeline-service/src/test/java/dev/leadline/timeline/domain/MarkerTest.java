package dev.leadline.timeline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.Edit;
import dev.leadline.events.lead.LeadEvent.FieldEdited;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.MemberMessageSent;
import dev.leadline.events.lead.LeadEvent.MergeSuggested;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.events.lead.LeadEvent.StageSet;
import dev.leadline.events.lead.LeadEvent.Text;
import dev.leadline.events.lead.LeadHistories;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the timeline shows of facts that are no channel events. */
class MarkerTest {

  private static final Instant AT = Histories.START;
  private static final Moment MOMENT = new Moment(AT, "/dashboard", "c-1");
  private static final Member SAM = new Member("sam.reed", "Sam Reed");
  private static final Member KIM = new Member("kim.park", "Kim Park");
  private static final Reason WORDS = new Reason("Spam", "The same in every chat");

  @Test
  void a_takeover_names_the_member() {
    TimelineEntry marker = entry(new ControlTaken(SAM, null, 1, false, MOMENT));
    assertThat(marker.kind()).isEqualTo(Kind.MARKER);
    assertThat(marker.label()).isEqualTo("Sam Reed has taken over the chat");
    assertThat(marker.actor()).isEqualTo(new TimelineEntry.Who(Actor.Kind.MEMBER, "Sam Reed"));
    assertThat(marker.type()).isEqualTo("leadline.lead.control-taken.v1");
    assertThat(marker.at()).isEqualTo(AT);
  }

  @Test
  void a_reassignment_names_both_members() {
    assertThat(entry(new ControlTaken(KIM, SAM, 2, false, MOMENT)).label())
        .isEqualTo("Kim Park has taken over the chat from Sam Reed");
  }

  @Test
  void a_return_shows_who_gave_back() {
    TimelineEntry marker = entry(new ControlReturned(KIM, 3, MOMENT));
    assertThat(marker.label()).isEqualTo("Returned to automated");
    assertThat(marker.actor().name()).isEqualTo("Kim Park");
    assertThat(entry(new ControlReturned(null, 3, MOMENT)).actor().kind())
        .isEqualTo(Actor.Kind.SYSTEM);
  }

  @Test
  void a_message_of_a_member_is_a_message_of_its_channel() {
    TimelineEntry sent =
        entry(new MemberMessageSent("m-1", Channel.TEXT, SAM, 1, AT, new Text("Hello Ana")));
    assertThat(sent.kind()).isEqualTo(Kind.MESSAGE);
    assertThat(sent.channel()).isEqualTo(Channel.TEXT);
    assertThat(sent.text()).isEqualTo("Hello Ana");
    assertThat(sent.label()).isNull();
    assertThat(TimelineEntries.withoutPersonal(sent).text()).isEqualTo("[erased]");
  }

  @Test
  void a_block_says_why() {
    var manual = new LeadBlocked(Block.Origin.MANUAL, SAM, null, null, AT, WORDS);
    assertThat(entry(manual).label()).isEqualTo("Blocked: Spam");
    assertThat(entry(manual).text()).isEqualTo("The same in every chat");
    var automatic = new LeadBlocked(Block.Origin.AUTOMATIC, null, "self-harm", "m-1", AT, null);
    assertThat(entry(automatic).label()).isEqualTo("Blocked: self-harm");
    assertThat(entry(new LeadUnblocked(SAM, AT, null)).label()).isEqualTo("Unblocked");
  }

  @Test
  void words_of_a_block_do_not_outlive_an_erasure_and_its_category_does() {
    var manual = new LeadBlocked(Block.Origin.MANUAL, SAM, null, null, AT, WORDS);
    assertThat(TimelineEntries.withoutPersonal(entry(manual)).label()).isEqualTo("Blocked");
    var automatic = new LeadBlocked(Block.Origin.AUTOMATIC, null, "hate", "m-1", AT, null);
    assertThat(TimelineEntries.withoutPersonal(entry(automatic)).label())
        .isEqualTo("Blocked: hate");
  }

  @Test
  void a_block_that_time_has_ended_and_a_member_who_is_silent_are_told() {
    assertThat(entry(new LeadUnblocked(null, AT, null)).label()).isEqualTo("The block has ended");
    assertThat(entry(new LeadEvent.TakeoverWentStale(SAM, 1, AT)).label())
        .isEqualTo("Sam Reed has not written for a while");
  }

  @Test
  void a_stage_set_by_hand_says_by_whom_and_why() {
    var set = new StageSet(Stage.ENGAGED, Stage.CALL_SCHEDULED, SAM, AT, WORDS);
    assertThat(entry(set).label()).isEqualTo("Stage set to Engaged by Sam Reed");
    assertThat(entry(set).text()).isEqualTo("Spam (The same in every chat)");
  }

  @Test
  void an_edit_shows_the_field_and_its_value_until_the_person_is_erased() {
    var edit = new FieldEdited(SAM, MOMENT, new Edit("job_title", Value.text("Director"), null));
    assertThat(entry(edit).label()).isEqualTo("Details edited by Sam Reed");
    assertThat(entry(edit).text()).isEqualTo("Job title: Director");
    assertThat(TimelineEntries.withoutPersonal(entry(edit)).text()).isNull();
  }

  @Test
  void a_merge_and_its_end_are_one_marker_each() {
    assertThat(entry(new LeadAbsorbed("a", List.of(), SAM, AT, null)).label())
        .isEqualTo("Merged with another lead");
    assertThat(TimelineEntries.of("a", 1, new LeadMergedInto("s", SAM, AT))).isEmpty();
    assertThat(entry(new LeadUnmerged("a", SAM, AT)).label()).isEqualTo("Unmerged");
    assertThat(entry(new LeadRestored("s", List.of(), SAM, AT, null)).label())
        .isEqualTo("Unmerged");
    assertThat(entry(new MergeSuggested("b", null, null, AT)).label())
        .isEqualTo("Another lead may be the same person");
  }

  @Test
  void what_came_while_the_lead_was_blocked_is_hidden_and_what_was_not_sent_suppressed() {
    assertThat(entry(decided(Histories.NOTHING)))
        .extracting(TimelineEntry::hidden, TimelineEntry::suppressed)
        .containsExactly(false, false);
    assertThat(entry(decided(Decision.HIDDEN)))
        .extracting(TimelineEntry::hidden, TimelineEntry::suppressed)
        .containsExactly(true, false);
    assertThat(entry(decided(Decision.SUPPRESSED)))
        .extracting(TimelineEntry::hidden, TimelineEntry::suppressed)
        .containsExactly(false, true);
    assertThat(TimelineEntries.withoutPersonal(entry(decided(Decision.SUPPRESSED))).suppressed())
        .isTrue();
  }

  @Test
  void what_comes_by_the_keys_of_an_absorbed_lead_is_in_its_part_of_the_timeline() {
    InteractionRecorded own = Histories.chatMessage("1", AT, "Hello");
    var theirs = new InteractionRecorded(own.origin(), own.decision(), "part", own.personal());
    String key = TimelineEntries.of("survivor-0123456789ab", 7, theirs).getFirst().entryId();
    assertThat(key).startsWith("part|").endsWith("|0000000007.0.0123456789ab");
    assertThat(TimelineEntries.of("part", 7, own).getFirst().entryId()).isNotEqualTo(key);
  }

  @Test
  void an_entry_that_is_erased_later_reads_as_one_that_was_read_erased() {
    for (int seed = 0; seed < 500; seed++)
      for (LeadEvent event : LeadHistories.of(new Random(seed)))
        assertThat(
                TimelineEntries.of("l", 1, event).stream()
                    .map(TimelineEntries::withoutPersonal)
                    .toList())
            .as("seed %d, %s", seed, event)
            .isEqualTo(TimelineEntries.of("l", 1, event.withoutPersonal()));
  }

  private static InteractionRecorded decided(Decision decision) {
    return Histories.interaction(
        "1",
        AT,
        "leadline.chat.message-sent.v1",
        Channel.CHAT,
        "{\"messageId\":\"m\",\"text\":\"Hi\"}",
        decision,
        null);
  }

  private static TimelineEntry entry(LeadEvent event) {
    return TimelineEntries.of("lead", 3, event).getFirst();
  }
}
