package dev.leadline.events.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadSource;
import dev.leadline.events.Seeds;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.IdentityConfirmed;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.MergeDismissed;
import dev.leadline.events.lead.LeadEvent.MergeSuggested;
import dev.leadline.events.lead.LeadEvent.Parts;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two leads become one person, and two again, and nothing is lost (domain 5.4). */
class MergeTest {

  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

  @Test
  void the_survivor_is_what_both_leads_add_up_to() {
    Seeds.each(
        random -> {
          LeadState survivor = lead("s", random);
          LeadState other = lead("a", random);
          LeadState merged = absorb(survivor, other);
          assertThat(merged.picture()).isEqualTo(survivor.picture().and(other.picture()));
          assertThat(merged.absorbed()).extracting(Absorbed::leadId).containsExactly("a");
        });
  }

  @Test
  void an_erasure_is_of_the_lead_and_of_all_its_parts() {
    var erased = new LeadErased(AT, null, List.of("a", "b"));
    assertThat(erased.leadIds("s")).containsExactly("s", "a", "b");
  }

  @Test
  void an_unmerge_gives_the_survivor_back_exactly() {
    Seeds.each(
        random -> {
          LeadState survivor = lead("s", random);
          LeadState merged = absorb(survivor, lead("a", random));
          for (int number = 0; number < 5; number++)
            merged = merged.evolve(later(random, number, "a"));
          LeadState parted = merged.evolve(new LeadUnmerged("a", null, AT));
          assertThat(parted.own()).isEqualTo(survivor.own());
          assertThat(parted.picture()).isEqualTo(survivor.picture());
          assertThat(parted.absorbed()).isEmpty();
        });
  }

  @Test
  void an_unmerge_gives_the_absorbed_lead_back_with_what_came_for_it_meanwhile() {
    Seeds.each(
        random -> {
          LeadState other = lead("a", random);
          LeadState merged = absorb(lead("s", random), other);
          Picture expected = other.own();
          for (int number = 0; number < 5; number++) {
            InteractionRecorded theirs = later(random, number, "a");
            merged = merged.evolve(theirs).evolve(later(random, 100 + number, null));
            expected = expected.and(Picture.of(theirs));
          }
          LeadState away = other.evolve(new LeadMergedInto("s", null, AT));
          assertThat(away.isListed()).isFalse();
          LeadState back = restore(away, merged.partsOf("a"));
          assertThat(back.picture()).isEqualTo(expected);
          assertThat(back.isListed()).isTrue();
        });
  }

  @Test
  void merges_one_after_another_lose_nothing_and_come_apart_at_any_of_them() {
    Seeds.each(
        random -> {
          LeadState a = lead("a", random);
          LeadState b = lead("b", random);
          LeadState c = lead("c", random);
          LeadState d = lead("d", random);
          LeadState whole = absorb(absorb(d, absorb(c, b)), a);
          Picture all = a.picture().and(b.picture()).and(c.picture()).and(d.picture());
          assertThat(whole.picture()).isEqualTo(all);
          LeadState parted = whole.evolve(new LeadUnmerged("c", null, AT));
          assertThat(parted.picture()).isEqualTo(d.picture().and(a.picture()));
          LeadState back = restore(c.evolve(new LeadMergedInto("d", null, AT)), whole.partsOf("c"));
          assertThat(back.picture()).isEqualTo(c.picture().and(b.picture()));
          assertThat(back.absorbed()).extracting(Absorbed::leadId).containsExactly("b");
        });
  }

  @Test
  void what_an_absorbed_lead_had_absorbed_goes_with_it_however_many_merges_ago() {
    var random = new Random(1);
    LeadState b = absorb(lead("b", random), lead("a", random));
    LeadState d = absorb(lead("d", random), absorb(lead("c", random), b));
    assertThat(d.partsOf("c")).extracting(Absorbed::leadId).containsExactly("a", "b", "c");
    assertThat(d.partsOf("b")).extracting(Absorbed::leadId).containsExactly("a", "b");
    assertThat(d.evolve(new LeadUnmerged("c", null, AT)).absorbed()).isEmpty();
  }

  @Test
  void a_takeover_of_either_lead_is_one_of_the_survivor() {
    LeadState free = registered("s");
    LeadState held = registered("a").evolve(taken("sam", 60));
    assertThat(absorb(free, held).control().by()).isEqualTo("sam");
    assertThat(absorb(held, free).control().by()).isEqualTo("sam");
    assertThat(absorb(free, registered("a")).control()).isEqualTo(Control.AUTOMATED);
  }

  @Test
  void of_two_takeovers_the_newer_one_stays_and_the_version_rises_above_both() {
    LeadState older = registered("s").evolve(taken("sam", 60));
    LeadState newer = registered("a").evolve(taken("kim", 120));
    assertThat(absorb(older, newer).control().by()).isEqualTo("kim");
    assertThat(absorb(newer, older).control().by()).isEqualTo("kim");
    assertThat(absorb(older, newer).control().version()).isGreaterThan(1);
  }

  @Test
  void a_persons_block_blocks_the_survivor_and_an_automatic_one_does_not() {
    LeadState clean = registered("s");
    assertThat(absorb(clean, blocked("a", Block.Origin.MANUAL)).block().isBlocked()).isTrue();
    assertThat(absorb(clean, blocked("a", Block.Origin.AUTOMATIC)).block().isBlocked()).isFalse();
    assertThat(absorb(blocked("s", Block.Origin.AUTOMATIC), clean).block().isBlocked()).isTrue();
  }

  @Test
  void whoever_was_let_in_again_stays_so() {
    LeadState exempt =
        blocked("a", Block.Origin.AUTOMATIC)
            .evolve(new LeadUnblocked(new Member("sam", null), AT, null));
    assertThat(absorb(registered("s"), exempt).block().exempt()).isTrue();
    assertThat(absorb(exempt, registered("s")).block().exempt()).isTrue();
  }

  @Test
  void a_members_block_goes_with_the_part_that_brought_it() {
    LeadState merged = absorb(registered("s"), blocked("a", Block.Origin.MANUAL));
    assertThat(merged.evolve(new LeadUnmerged("a", null, AT)).block().isBlocked()).isFalse();
    LeadState own = absorb(blocked("s", Block.Origin.AUTOMATIC), blocked("a", Block.Origin.MANUAL));
    assertThat(own.evolve(new LeadUnmerged("a", null, AT)).block().isBlocked()).isTrue();
  }

  @Test
  void whom_a_member_parted_stay_apart_whatever_they_become_part_of() {
    LeadState s = registered("s").evolve(new LeadUnmerged("a", null, AT));
    LeadState a = restore(registered("a"), List.of());
    assertThat(s.isApartFrom(a)).isTrue();
    assertThat(a.isApartFrom(s)).isTrue();
    LeadState withA = absorb(registered("c"), a);
    LeadState withS = absorb(registered("d"), s);
    assertThat(withA.isApartFrom(s)).isTrue();
    assertThat(withA.isApartFrom(withS)).isTrue();
    assertThat(withS.isApartFrom(a)).isTrue();
    assertThat(withA.isApartFrom(registered("e"))).isFalse();
  }

  @Test
  void a_member_who_joins_what_was_parted_has_the_last_word() {
    LeadState s = registered("s").evolve(new LeadUnmerged("a", null, AT));
    assertThat(absorb(s, registered("a")).apart()).isEmpty();
  }

  @Test
  void a_suggestion_is_there_once_and_gone_when_it_was_judged() {
    LeadState lead = registered("s").evolve(suggested("b")).evolve(suggested("b"));
    assertThat(lead.suggestions()).extracting(Suggestion::leadId).containsExactly("b");
    var sam = new Member("sam", null);
    LeadState dismissed = lead.evolve(new MergeDismissed("b", sam, AT));
    assertThat(dismissed.suggestions()).isEmpty();
    assertThat(dismissed.isApartFrom(registered("b"))).isTrue();
    assertThat(absorb(lead, registered("b")).suggestions()).isEmpty();
  }

  @Test
  void what_was_only_typed_is_unconfirmed_until_the_person_shows_it() {
    LeadState typed = absorb(registered("s"), registered("a"), true);
    assertThat(typed.isUnconfirmed()).isTrue();
    assertThat(typed.evolve(new IdentityConfirmed(AT)).isUnconfirmed()).isFalse();
    assertThat(absorb(registered("s"), registered("a"), false).isUnconfirmed()).isFalse();
  }

  private static MergeSuggested suggested(String other) {
    return new MergeSuggested(other, Suggestion.Why.OWN_EMAILS, IdentityKey.Kind.EMAIL, AT);
  }

  private static LeadState registered(String id) {
    return LeadState.unknown(id).evolve(new LeadRegistered("acme", LeadSource.LEADLINE, AT));
  }

  private static LeadState lead(String id, Random random) {
    LeadState lead = registered(id);
    for (LeadEvent event : Histories.of(random, id)) lead = lead.evolve(event);
    return lead;
  }

  private static InteractionRecorded later(Random random, int number, @Nullable String part) {
    return new Histories(random).interaction("later-" + number, part);
  }

  private static LeadState blocked(String id, Block.Origin origin) {
    return registered(id).evolve(new LeadBlocked(origin, null, "hate", "m-1", AT, null));
  }

  private static ControlTaken taken(String member, int second) {
    var moment = new Moment(AT.plusSeconds(second), "/dashboard", member);
    return new ControlTaken(new Member(member, null), null, 1, false, moment);
  }

  private static LeadState absorb(LeadState survivor, LeadState other) {
    return absorb(survivor, other, false);
  }

  private static LeadState absorb(LeadState survivor, LeadState other, boolean unconfirmed) {
    List<Absorbed> parts = Absorbed.partsOf(other, survivor.leadId(), unconfirmed, AT);
    return survivor.evolve(
        new LeadAbsorbed(other.leadId(), bare(parts), null, AT, new Parts(parts)));
  }

  private static LeadState restore(LeadState away, List<Absorbed> parts) {
    return away.evolve(new LeadRestored("s", bare(parts), null, AT, new Parts(parts)));
  }

  private static List<Absorbed> bare(List<Absorbed> parts) {
    return parts.stream().map(Absorbed::withoutPersonal).toList();
  }
}
