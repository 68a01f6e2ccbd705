package dev.leadline.leadservice.domain.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.Identity.ExternalIds;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.channel.ModerationFact.MessageScored;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.StageSet;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadRow;
import dev.leadline.leadservice.domain.Deadline;
import dev.leadline.leadservice.domain.Deadlines;
import dev.leadline.leadservice.domain.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases of domain 5.4 and 5.5 about what becomes of two leads that are one person, by name. */
class MergedCasesTest {

  private static final Identity VISITOR = visitor("1", null);
  private static final Identity ANA = new Identity(null, null, "ana@a.example", null, null, null);
  private static final Identity BOTH = visitor("1", "ana@a.example");

  private static final ExternalIds CUSTOMER = new ExternalIds(null, null, null, null, "customer-1");

  private final World world = new World();
  private int messages;

  private static Identity visitor(String device, @Nullable String email) {
    return new Identity(null, device, email, null, null, null);
  }

  private ChatFact.MessageReceived message() {
    return new ChatFact.MessageReceived("m-" + messages++, "Hello", null, null, null, null);
  }

  private static RecordsFact.Pulled pulled(String title) {
    return new RecordsFact.Pulled(
        CrmSystem.SALESFORCE, "Lead", "00Q", Map.of("job_title", Value.text(title)), null);
  }

  private static MessageScored scored(String id, double score) {
    return new MessageScored(id, Map.of("hate", score), null, null);
  }

  private static ControlFact.TakenOver taken(String member) {
    return new ControlFact.TakenOver(member, member.toUpperCase(java.util.Locale.ROOT), null);
  }

  private String says(Identity who, ChannelFact... facts) {
    String home = "";
    for (ChannelFact fact : facts) home = world.tells(who, fact);
    return home;
  }

  private <E extends LeadEvent> List<E> of(String lead, Class<E> type) {
    return world.events().get(lead).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private LeadRow row(String lead) {
    return LeadRow.of(world.lead(lead), world.now());
  }

  @Test
  void the_survivor_has_the_furthest_stage_the_first_sight_and_the_channels_of_both() {
    String visitor = says(VISITOR, message(), message());
    Instant first = world.lead(visitor).picture().activity().firstSeenAt();
    world.after(Duration.ofDays(2));
    String ana =
        says(
            ANA,
            message(),
            new CalendarFact.MeetingBooked(
                "mt-1", null, world.now(), world.now(), null, null, null));
    assertThat(says(BOTH, message())).isEqualTo(ana);
    assertThat(world.lead(visitor).mergedInto()).isEqualTo(ana);
    assertThat(row(ana).stage()).isEqualTo(Stage.CALL_SCHEDULED);
    assertThat(row(ana).firstSeenAt()).isEqualTo(first);
    assertThat(row(ana).messageCount()).isEqualTo(4);
    assertThat(row(ana).channels()).containsExactly(Channel.CHAT);
  }

  @Test
  void of_two_values_the_better_known_is_shown_whoever_survives_and_both_are_kept() {
    says(VISITOR, new ChatFact.FieldCaptured("job_title", Value.text("Head of IT"), null));
    String known =
        world.tells(
            new Identity(
                null,
                null,
                "ana@a.example",
                null,
                new ExternalIds("00Q", null, null, null, null),
                Asserted.CRM),
            pulled("Clerk"));
    says(BOTH, message());
    LeadState survivor = world.lead(known);
    FieldValue shown = Objects.requireNonNull(survivor.picture().field("job_title"));
    assertThat(shown.value()).isEqualTo(Value.text("Head of IT"));
    assertThat(shown.provenance()).isEqualTo(Provenance.SELF);
    assertThat(survivor.own().field("job_title").value()).isEqualTo(Value.text("Clerk"));
    assertThat(survivor.absorbed().getFirst().picture().field("job_title").value())
        .isEqualTo(Value.text("Head of IT"));
  }

  @Test
  void a_takeover_of_the_visitor_is_carried_to_the_known_lead() {
    says(VISITOR, message(), taken("sam"));
    String ana = says(ANA, message());
    says(BOTH, message());
    assertThat(world.lead(ana).control().by()).isEqualTo("sam");
    assertThat(of(ana, ControlTaken.class)).as("nobody else had it: nobody is told").isEmpty();
  }

  @Test
  void if_two_members_hold_the_two_the_newer_wins_and_the_other_is_told() {
    String visitor = says(VISITOR, message(), taken("sam"));
    String ana = says(ANA, message(), taken("kim"));
    says(BOTH, message());
    assertThat(world.lead(visitor).mergedInto()).isEqualTo(ana);
    assertThat(world.lead(ana).control().by()).isEqualTo("kim");
    ControlTaken told = of(ana, ControlTaken.class).getLast();
    assertThat(told.by().memberId()).isEqualTo("kim");
    assertThat(Objects.requireNonNull(told.from()).memberId()).isEqualTo("sam");
    assertThat(told.version()).isEqualTo(world.lead(ana).control().version()).isEqualTo(2);
    NothingIsLost.in(world.events());
  }

  @Test
  void one_member_who_holds_both_is_told_nothing() {
    says(VISITOR, message(), taken("sam"));
    String ana = says(ANA, message(), taken("sam"));
    says(BOTH, message());
    assertThat(of(ana, ControlTaken.class)).hasSize(1);
  }

  @Test
  void automatic_totals_are_summed_and_judged_anew() {
    says(VISITOR, message(), scored("m-0", 0.6));
    String ana = says(ANA, message(), scored("m-1", 0.6));
    assertThat(row(ana).blocked()).isFalse();
    says(BOTH, message());
    assertThat(row(ana).blocked()).isTrue();
    assertThat(row(ana).blockedBy()).as("nobody did it").isNull();
  }

  @Test
  void what_a_blocked_visitor_wrote_does_not_block_whom_a_member_let_in_again() {
    String ana = says(ANA, message(), scored("m-0", 1));
    says(ANA, new ModerationFact.UnblockRequested("sam", null, null, null));
    says(VISITOR, message(), scored("m-1", 1));
    says(BOTH, message());
    assertThat(row(ana).blocked()).isFalse();
  }

  @Test
  void a_visitor_whom_a_member_blocked_blocks_the_known_lead() {
    says(VISITOR, message());
    says(VISITOR, new ModerationFact.BlockRequested("sam", "Sam Reed", "Spam", null, null));
    String ana = says(ANA, message());
    says(BOTH, message());
    assertThat(row(ana).blocked()).isTrue();
    assertThat(row(ana).blockedBy()).isEqualTo("Sam Reed");
  }

  @Test
  void a_known_lead_that_was_blocked_by_itself_is_let_in_with_whom_a_member_let_in() {
    says(VISITOR, message(), scored("m-1", 1));
    says(VISITOR, new ModerationFact.UnblockRequested("sam", null, null, null));
    String ana = says(ANA, message(), scored("m-0", 1));
    assertThat(row(ana).blocked()).isTrue();
    says(BOTH, message());
    assertThat(row(ana).blocked()).as("whoever survives").isFalse();
    says(ANA, scored("m-9", 1));
    assertThat(row(ana).blocked()).isFalse();
  }

  @Test
  void of_two_blocks_of_members_the_longer_one_stays() {
    says(VISITOR, message());
    says(VISITOR, new ModerationFact.BlockRequested("sam", "Sam Reed", "Spam", null, null));
    String ana = says(ANA, message());
    Instant tomorrow = world.now().plus(Duration.ofDays(1));
    says(ANA, new ModerationFact.BlockRequested("kim", "Kim Park", "Rude", null, tomorrow));
    says(BOTH, message());
    assertThat(row(ana).blockedBy()).isEqualTo("Sam Reed");
    assertThat(Objects.requireNonNull(world.lead(ana).block().cause()).until()).isNull();
  }

  @Test
  void a_block_goes_with_whom_it_was_for_also_from_a_lead_between() {
    String visitor = says(VISITOR, message());
    says(VISITOR, new ModerationFact.BlockRequested("sam", "Sam Reed", "Spam", null, null));
    String ana = says(ANA, message());
    says(BOTH, message());
    String whole =
        world.tells(new Identity(null, null, null, null, CUSTOMER, Asserted.CRM), pulled("Clerk"));
    world.merge(whole, ana);
    assertThat(row(whole).blocked()).isTrue();
    world.unmerge(whole, visitor);
    assertThat(row(whole).blocked()).isFalse();
    world.unmerge(whole, ana);
    assertThat(row(ana).blocked()).isFalse();
    assertThat(row(visitor).blocked()).isTrue();
  }

  @Test
  void who_wrote_what_blocked_the_whole_is_blocked_when_it_is_given_back() {
    String visitor = says(VISITOR, message());
    String ana = says(ANA, message());
    says(BOTH, message());
    says(VISITOR, message(), scored("m-3", 1));
    assertThat(row(ana).blocked()).isTrue();
    world.unmerge(ana, visitor);
    assertThat(row(visitor).blocked()).isTrue();
  }

  @Test
  void whom_a_member_let_in_while_it_was_part_of_another_is_not_blocked_when_it_is_given_back() {
    String visitor = says(VISITOR, message());
    String ana = says(ANA, message());
    says(BOTH, message());
    says(VISITOR, message(), scored("m-3", 1));
    says(ANA, new ModerationFact.UnblockRequested("sam", null, null, null));
    world.unmerge(ana, visitor);
    assertThat(row(visitor).blocked()).isFalse();
  }

  @Test
  void who_is_let_go_with_the_block_of_a_part_is_blocked_for_what_was_scored_meanwhile() {
    String visitor = says(VISITOR, message());
    says(VISITOR, new ModerationFact.BlockRequested("sam", "Sam Reed", "Spam", null, null));
    String ana = says(ANA, message());
    says(BOTH, message());
    says(ANA, scored("m-1", 1));
    assertThat(row(ana).blockedBy()).isEqualTo("Sam Reed");
    world.unmerge(ana, visitor);
    assertThat(row(ana).blocked()).isTrue();
    assertThat(row(ana).blockedBy()).as("nobody did it").isNull();
  }

  @Test
  void a_takeover_that_ended_while_two_were_one_is_not_there_again_after_an_unmerge() {
    String visitor = says(VISITOR, message(), taken("sam"));
    String ana = says(ANA, message());
    says(BOTH, message());
    says(ANA, new ControlFact.Returned("sam", null));
    long told = world.lead(ana).control().version();
    world.unmerge(ana, visitor);
    assertThat(world.lead(visitor).control().isManual()).isFalse();
    assertThat(world.lead(visitor).control().version()).isGreaterThan(told);
  }

  @Test
  void whoever_speaks_to_two_that_are_one_speaks_to_both_after_an_unmerge() {
    String visitor = says(VISITOR, message());
    String ana = says(ANA, message());
    says(BOTH, message());
    says(ANA, taken("kim"));
    long told = world.lead(ana).control().version();
    world.unmerge(ana, visitor);
    assertThat(world.lead(visitor).control().by()).isEqualTo("kim");
    assertThat(world.lead(visitor).control().version()).isGreaterThan(told);
    assertThat(world.lead(ana).control().by()).isEqualTo("kim");
  }

  @Test
  void a_stage_set_by_hand_is_the_wholes_and_raises_no_part() {
    String visitor = says(VISITOR, message());
    String ana = says(ANA, new FormFact.Submitted("f", null, null, Map.of(), null));
    says(BOTH, message());
    set(ana, Stage.CALL_SCHEDULED);
    assertThat(row(ana).stage()).isEqualTo(Stage.CALL_SCHEDULED);
    world.unmerge(ana, visitor);
    assertThat(row(visitor).stage()).isEqualTo(Stage.EMAIL_CAPTURED);
    assertThat(row(ana).stage()).isEqualTo(Stage.CALL_SCHEDULED);
    world.merge(ana, visitor);
    set(ana, Stage.ENGAGED);
    assertThat(row(ana).stage()).isEqualTo(Stage.ENGAGED);
    world.unmerge(ana, visitor);
    assertThat(row(visitor).stage()).isEqualTo(Stage.ENGAGED);
  }

  @Test
  void whoever_still_holds_a_lead_after_an_unmerge_is_pointed_to_it_when_they_are_silent() {
    String visitor = says(VISITOR, message(), taken("sam"));
    String ana = says(ANA, message());
    says(BOTH, message());
    world.unmerge(ana, visitor);
    assertThat(world.lead(visitor).control().by()).isEqualTo("sam");
    var patience = new Patience(Duration.ofMinutes(30), null);
    assertThat(Deadlines.after(world.lead(visitor), world.events().get(visitor), patience))
        .extracting(Deadline::dueAt)
        .containsExactly(world.now().plus(Duration.ofMinutes(30)));
  }

  private void set(String lead, Stage stage) {
    world.take(lead, List.of(new StageSet(stage, row(lead).stage(), World.SAM, world.now(), null)));
  }

  @Test
  void after_an_explicit_reset_the_device_has_another_id_and_another_email_is_another_person() {
    String ana = says(BOTH, message());
    String bob = says(visitor("1-after-reset", "bob@b.example"), message());
    assertThat(world.listed()).containsExactlyInAnyOrder(ana, bob);
    assertThat(says(VISITOR, message())).as("the old id is still Ana's").isEqualTo(ana);
  }

  @Test
  void an_eleventh_email_makes_no_monster() {
    var customer = new ExternalIds(null, null, null, null, "customer-9");
    String many = "";
    for (int i = 0; i < Verdict.MOST_EMAILS; i++)
      many =
          world.tells(
              new Identity(null, null, "a" + i + "@a.example", null, customer, Asserted.CRM),
              pulled("Clerk"));
    var salesforce = new ExternalIds("00Q7", null, null, null, null);
    String other =
        world.tells(
            new Identity(null, null, "b@b.example", null, salesforce, Asserted.CRM),
            pulled("Clerk"));
    world.tells(
        new Identity(
            null,
            null,
            null,
            null,
            new ExternalIds("00Q7", null, null, null, "customer-9"),
            Asserted.CRM),
        pulled("Clerk"));
    assertThat(world.last().refused()).hasSize(1);
    assertThat(world.listed()).containsExactlyInAnyOrder(many, other);
  }

  @Test
  void no_lead_is_left_without_a_key() {
    says(VISITOR, message());
    says(ANA, message());
    says(BOTH, message());
    says(visitor("2", "ana@a.example"), message());
    for (String lead : world.listed()) {
      var whole =
          new java.util.ArrayList<>(
              world.lead(lead).absorbed().stream().map(Absorbed::leadId).toList());
      whole.add(lead);
      assertThat(world.owners().values()).as("keys of %s", lead).containsAnyElementsOf(whole);
    }
  }
}
