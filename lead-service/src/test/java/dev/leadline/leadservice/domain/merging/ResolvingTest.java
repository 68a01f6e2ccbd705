package dev.leadline.leadservice.domain.merging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.Json;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.Identity.ExternalIds;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Suggestion;
import dev.leadline.events.lead.Suggestion.Why;
import dev.leadline.leadservice.domain.merging.Merging.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose an event is, and whom it makes one person (domain 5.4, 5.5). */
class ResolvingTest {

  private static final Duration LATER = Duration.ofHours(2);

  private final World world = new World();
  private int messages;

  private ChatFact.MessageReceived message() {
    return new ChatFact.MessageReceived("m-" + messages++, "Hello", null, null, null, null);
  }

  private static ChannelFact page() {
    return new WebFact.PageViewed("https://www.example.com", null, null, null, null, null);
  }

  private static ChannelFact pulled() {
    return new RecordsFact.Pulled(CrmSystem.SALESFORCE, "Lead", "00Q", Map.of(), null);
  }

  private static ChannelFact linked(String email) {
    return new WebFact.FieldsSet(Map.of("email", Value.text(email)), "URL");
  }

  /**
   * Who tells: {@code a:} a browser, {@code e:} an email, {@code p:} a phone, {@code s:} a
   * Salesforce lead, {@code c:} a key of the customer, {@code l:} a lead.
   */
  private static Identity who(String keys, @Nullable Asserted asserted) {
    String[] values = new String[6];
    for (String key : keys.split(" ")) values["aepscl".indexOf(key.charAt(0))] = key.substring(2);
    boolean external = values[3] != null || values[4] != null;
    return new Identity(
        values[5],
        values[0],
        values[1],
        values[2],
        external ? new ExternalIds(values[3], null, null, null, values[4]) : null,
        asserted);
  }

  private static Identity who(String keys) {
    return who(keys, null);
  }

  private String says(String keys) {
    return world.tells(who(keys), message());
  }

  private String crm(String keys) {
    return world.tells(who(keys, Asserted.CRM), pulled());
  }

  private LeadState lead(String leadId) {
    return world.lead(leadId);
  }

  private List<String> partsOf(String leadId) {
    return lead(leadId).absorbed().stream().map(Absorbed::leadId).toList();
  }

  private void areApart(String one, String other, @Nullable Why why) {
    assertThat(world.listed()).contains(one, other);
    assertThat(lead(one).suggestions())
        .extracting(Suggestion::leadId, Suggestion::why)
        .isEqualTo(why == null ? List.of() : List.of(tuple(other, why)));
    assertThat(lead(other).suggestions())
        .extracting(Suggestion::leadId)
        .isEqualTo(why == null ? List.of() : List.of(one));
  }

  /** Two leads, each by its first event; one event that speaks of both; what they are then. */
  @ParameterizedTest(name = "{0} | {1} | {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        // An anonymous visitor becomes a known lead (5.4).
        "SAY a:1                | SAY e:ana@a.example          | SAY a:1 e:ana@a.example   | ONE",
        "SAY a:1                | CRM s:7                      | CRM a:1 s:7               | ONE",
        "SAY a:1                | CRM c:9                      | SAY a:1 c:9               | ONE",
        "SAY a:1                | SAY p:+351912345678          | SAY a:1 p:+351912345678   | ONE",
        "SAY a:1                | SAY e:ana@a.example          | URL a:1 e:ana@a.example   | ONE",
        // Keys of one kind each; both are known, and nothing speaks against it.
        "CRM s:7                | SAY e:ana@a.example          | CRM s:7 e:ana@a.example   | ONE",
        "CRM c:9                | CRM s:7                      | CRM c:9 s:7               | ONE",
        "SAY a:1 e:ana@a.example| CRM e:ana@b.example          | SAY a:1 e:ana@b.example   | ONE",
        // Two emails for one person, or one for two (5.5).
        "SAY a:1 e:ana@a.example| SAY a:2 e:bob@b.example      | SAY a:1 e:bob@b.example   |"
            + " OWN_EMAILS",
        "CRM s:7 e:ana@a.example| CRM s:8 e:bob@b.example      | CRM s:7 e:bob@b.example   |"
            + " OWN_IDS",
        "CRM c:7 e:ana@a.example| CRM c:8 e:bob@b.example      | SAY c:7 e:bob@b.example   |"
            + " OWN_IDS",
        // The address of a page is cheap (6, row 17).
        "SAY a:1 e:ana@a.example| CRM e:bob@b.example          | URL a:1 e:bob@b.example   |"
            + " UNCONFIRMED",
        // A phone number is shared by families and offices (4.4).
        "SAY a:1 e:ana@a.example| SAY p:+351912345678          | SAY a:1 p:+351912345678   |"
            + " PHONE_ALONE",
        "SAY p:+351912345678    | SAY e:ana@a.example          | SAY e:ana@a.example"
            + " p:+351912345678 | PHONE_ALONE",
        // What a vendor guessed joins nobody (4.4).
        "SAY a:1                | SAY e:ana@a.example          | VEN a:1 e:ana@a.example   | TWO"
      })
  void what_one_event_says_of_two_leads(String one, String other, String both, String then) {
    String first = tell(one);
    String second = tell(other);
    assertThat(first).isNotEqualTo(second);
    tell(both);
    switch (then) {
      case "ONE" -> assertThat(world.listed()).hasSize(1);
      case "TWO" -> areApart(first, second, null);
      default -> areApart(first, second, Why.valueOf(then));
    }
    NothingIsLost.in(world.events());
  }

  private String tell(String words) {
    String keys = words.strip().substring(4);
    return switch (words.strip().substring(0, 3)) {
      case "SAY" -> says(keys);
      case "CRM" -> crm(keys);
      case "URL" -> world.tells(who(keys, Asserted.URL), page());
      case "VEN" -> world.tells(who(keys, Asserted.VENDOR), page());
      default -> throw new IllegalArgumentException(words);
    };
  }

  @Test
  void a_visitor_who_types_the_email_of_a_known_lead_becomes_part_of_it() {
    String known = says("e:ana@a.example");
    String visitor = says("a:1");
    says("a:1");
    says("a:1 e:ana@a.example");
    assertThat(world.listed()).containsExactly(known);
    assertThat(partsOf(known)).containsExactly(visitor);
    assertThat(lead(known).picture().activity().messageCount()).isEqualTo(4);
    assertThat(lead(visitor).mergedInto()).isEqualTo(known);
    assertThat(says("a:1")).isEqualTo(known);
    assertThat(lead(known).picture().activity().messageCount()).isEqualTo(5);
  }

  @Test
  void the_better_known_lead_survives_however_new_it_is() {
    String visitor = says("a:1");
    world.after(LATER);
    String known = says("e:ana@a.example");
    says("a:1 e:ana@a.example");
    assertThat(world.standing(visitor).leadId()).isEqualTo(known);
  }

  @Test
  void of_two_that_are_known_alike_the_older_survives() {
    String older = crm("s:7");
    world.after(LATER);
    String newer = crm("c:9");
    crm("c:9 s:7");
    assertThat(world.standing(newer).leadId()).isEqualTo(older);
  }

  @Test
  void a_first_email_is_the_visitors_own() {
    String visitor = says("a:1");
    assertThat(says("a:1 e:ana@a.example")).isEqualTo(visitor);
    assertThat(says("e:ana@a.example")).isEqualTo(visitor);
    assertThat(world.listed()).containsExactly(visitor);
  }

  @Test
  void a_second_address_in_the_same_session_is_added_and_both_lead_there() {
    String ana = says("a:1 e:ana@a.example");
    world.after(Duration.ofMinutes(20));
    says("a:1");
    world.after(Duration.ofMinutes(20));
    assertThat(says("a:1 e:ana@home.example")).isEqualTo(ana);
    assertThat(says("e:ana@home.example")).isEqualTo(ana);
    assertThat(lead(ana).picture().field("email").value().shown()).isEqualTo("ana@home.example");
  }

  @Test
  void another_email_in_another_session_is_another_person_at_the_same_device() {
    String ana = says("a:1 e:ana@a.example");
    world.after(LATER);
    assertThat(says("a:1")).isEqualTo(ana);
    String bob = says("a:1 e:bob@b.example");
    assertThat(bob).isNotEqualTo(ana);
    assertThat(says("a:1")).isEqualTo(bob);
    assertThat(says("e:ana@a.example")).isEqualTo(ana);
    assertThat(lead(ana).picture().activity().messageCount()).isEqualTo(3);
    areApart(ana, bob, null);
  }

  @Test
  void another_known_person_at_the_same_device_takes_it_over_from_then_on() {
    String bob = says("a:2 e:bob@b.example");
    String ana = says("a:1 e:ana@a.example");
    world.after(LATER);
    assertThat(says("a:1 e:bob@b.example")).isEqualTo(bob);
    assertThat(says("a:1")).isEqualTo(bob);
    areApart(ana, bob, null);
  }

  @Test
  void the_same_email_in_another_session_is_the_same_person() {
    String ana = says("a:1 e:ana@a.example");
    world.after(LATER);
    assertThat(says("a:1 e:ana@a.example")).isEqualTo(ana);
    assertThat(says("a:1")).isEqualTo(ana);
  }

  @Test
  void an_email_that_only_the_crm_knew_is_no_sign_of_another_person() {
    String ana = crm("a:1 e:ana@a.example");
    says("a:1");
    world.after(LATER);
    assertThat(says("a:1 e:ana@home.example")).isEqualTo(ana);
  }

  @Test
  void a_forwarded_link_neither_moves_a_device_nor_takes_an_email() {
    String ana = says("a:1 e:ana@a.example");
    world.after(LATER);
    assertThat(world.tells(who("a:1"), linked("bob@b.example"))).isEqualTo(ana);
    String bob = says("a:2 e:bob@b.example");
    assertThat(bob).isNotEqualTo(ana);
    areApart(ana, bob, null);
    assertThat(lead(ana).picture().field("email").value().shown()).isEqualTo("ana@a.example");
  }

  @Test
  void who_types_the_email_of_another_known_lead_stays_in_their_own_timeline() {
    String bob = says("a:2 e:bob@b.example");
    String ana = says("a:1 e:ana@a.example");
    assertThat(says("a:1 e:bob@b.example")).isEqualTo(ana);
    assertThat(says("a:1 e:bob@b.example")).isEqualTo(ana);
    assertThat(lead(bob).picture().activity().messageCount()).isEqualTo(1);
    areApart(ana, bob, Why.OWN_EMAILS);
    assertThat(world.events().get(ana)).hasSize(5);
  }

  @Test
  void the_customers_own_program_may_speak_of_either() {
    String bob = says("c:8 e:bob@b.example");
    String ana = says("a:1 e:ana@a.example");
    assertThat(crm("a:1 c:8")).isEqualTo(bob);
    areApart(ana, bob, Why.OWN_EMAILS);
  }

  @Test
  void a_record_of_the_crm_with_another_id_is_another_lead_whatever_its_email() {
    String one = crm("s:7 e:ana@a.example");
    String other = crm("s:8 e:ana@a.example");
    assertThat(other).isNotEqualTo(one);
    areApart(one, other, Why.OWN_IDS);
    assertThat(crm("s:8")).isEqualTo(other);
    assertThat(crm("s:7")).isEqualTo(one);
  }

  @Test
  void a_number_whose_owner_has_an_email_does_not_take_another_email() {
    String ana = says("e:ana@a.example p:+351912345678");
    String bob = says("e:bob@b.example p:+351912345678");
    assertThat(bob).isNotEqualTo(ana);
    areApart(ana, bob, Why.PHONE_ALONE);
    assertThat(says("p:+351912345678")).isEqualTo(ana);
  }

  @Test
  void who_wrote_by_phone_alone_gives_an_email_and_stays_the_same() {
    String ana = says("p:+351912345678");
    assertThat(says("e:ana@a.example p:+351912345678")).isEqualTo(ana);
    assertThat(says("e:ana@a.example")).isEqualTo(ana);
  }

  @Test
  void a_lead_that_is_named_is_meant_also_by_the_id_it_had_before() {
    String known = says("e:ana@a.example");
    String visitor = says("a:1");
    says("a:1 e:ana@a.example");
    assertThat(says("l:" + visitor)).isEqualTo(known);
    assertThat(says("l:" + known + " a:3")).isEqualTo(known);
    assertThat(says("a:3")).isEqualTo(known);
  }

  @Test
  void who_is_named_together_with_a_visitors_device_is_the_visitor() {
    String visitor = says("a:1");
    String known = crm("s:7");
    assertThat(says("l:" + known + " a:1")).isEqualTo(known);
    assertThat(partsOf(known)).containsExactly(visitor);
    assertThat(lead(known).isUnconfirmed()).isFalse();
  }

  @Test
  void shared_mailboxes_join_nobody() {
    String one = says("a:1 e:info@acme.example");
    String other = says("a:2 e:info@acme.example");
    areApart(one, other, null);
  }

  @Test
  void three_leads_of_one_event_become_one() {
    says("a:1");
    String ana = says("e:ana@a.example");
    crm("s:7");
    world.tells(who("a:1 e:ana@a.example s:7", Asserted.CRM), pulled());
    assertThat(world.listed()).containsExactly(ana);
    assertThat(partsOf(ana)).hasSize(2);
    NothingIsLost.in(world.events());
  }

  @Test
  void a_merge_that_would_make_a_monster_is_refused() {
    String ana = says("e:ana@a.example");
    for (int i = 1; i <= Verdict.MOST_ANONYMOUS_IDS; i++)
      world.tells(who("e:ana@a.example a:" + i, Asserted.CRM), message());
    String visitor = says("a:one-too-many");
    says("a:one-too-many e:ana@a.example");
    assertThat(world.last().refused()).containsExactly(ana);
    areApart(ana, visitor, null);
  }

  @Test
  void nobody_becomes_part_of_an_erased_lead() {
    String ana = says("e:ana@a.example");
    String visitor = says("a:1");
    world.take(ana, List.of(new LeadErased(world.now(), null, List.of())));
    assertThat(says("l:" + visitor + " e:ana@a.example")).isEqualTo(visitor);
    assertThat(lead(visitor).absorbed()).isEmpty();
  }

  @Test
  void an_erased_persons_email_comes_back_at_nobodys_device() {
    String ana = says("e:ana@a.example");
    String visitor = says("a:1");
    world.take(ana, List.of(new LeadErased(world.now(), null, List.of())));
    assertThat(says("a:1 e:ana@a.example")).as("refuses it").isEqualTo(ana);
    world.tells(who("a:1"), linked("ana@a.example"));
    assertThat(lead(visitor).picture().field("email")).isNull();
    assertThat(lead(visitor).picture().activity().messageCount()).isEqualTo(1);
    assertThat(says("a:1")).isEqualTo(visitor);
  }

  @Test
  void who_types_a_known_email_at_a_device_that_nobody_has_met_is_unconfirmed() {
    String ana = says("a:1 e:ana@a.example");
    assertThat(says("a:2 e:ana@a.example")).isEqualTo(ana);
    assertThat(lead(ana).isUnconfirmed()).isTrue();
    assertThat(says("a:2")).isEqualTo(ana);
    assertThat(lead(ana).picture().activity().messageCount()).isEqualTo(3);
    String device = partsOf(ana).getFirst();
    world.unmerge(ana, device);
    assertThat(lead(ana).picture().activity().messageCount()).isEqualTo(1);
    assertThat(lead(device).picture().activity().messageCount()).isEqualTo(2);
    NothingIsLost.in(world.events());
  }

  @Test
  void who_comes_by_a_link_with_a_known_email_to_a_new_device_is_unconfirmed() {
    String ana = says("a:1 e:ana@a.example");
    assertThat(world.tells(who("a:2"), linked("ana@a.example"))).isEqualTo(ana);
    assertThat(lead(ana).isUnconfirmed()).isTrue();
  }

  @Test
  void who_takes_another_persons_device_over_by_a_known_email_is_unconfirmed() {
    String bob = says("a:2 e:bob@b.example");
    says("a:1 e:ana@a.example");
    world.after(LATER);
    assertThat(says("a:1 e:bob@b.example")).isEqualTo(bob);
    assertThat(lead(bob).isUnconfirmed()).isTrue();
  }

  @Test
  void what_the_crm_says_of_a_new_device_is_confirmed() {
    String ana = crm("s:7 e:ana@a.example");
    crm("a:1 e:ana@a.example");
    assertThat(says("a:1")).isEqualTo(ana);
    assertThat(lead(ana).isUnconfirmed()).isFalse();
    assertThat(partsOf(ana)).isEmpty();
  }

  @Test
  void nobody_types_more_keys_into_a_lead_than_a_person_has() {
    String ana = says("a:x e:ana@a.example");
    for (int i = 1; i <= Verdict.MOST_EMAILS + 2; i++) says("a:x e:ana%d@a.example".formatted(i));
    for (int i = 1; i <= Verdict.MOST_ANONYMOUS_IDS + 2; i++)
      says("a:%d e:ana@a.example".formatted(i));
    for (int i = 10; i < 25; i++) says("a:x p:+3519123456" + i);
    assertThat(lead(ana).picture().known().identities())
        .hasSize(Verdict.MOST_EMAILS + Verdict.MOST_ANONYMOUS_IDS + Verdict.MOST_PHONES);
    NothingIsLost.in(world.events());
  }

  @Test
  void a_second_email_of_one_session_that_arrives_a_day_late_is_no_other_person() {
    String ana = says("a:1 e:ana@a.example");
    Instant then = world.now();
    world.after(Duration.ofDays(1));
    says("a:1");
    assertThat(world.arrives(late("a:1 e:ana@home.example", then.plusSeconds(300)), null))
        .isEqualTo(ana);
  }

  @Test
  void somebody_elses_late_event_leaves_the_device_to_whom_it_is_by_now() {
    String ana = says("a:1 e:ana@a.example");
    Instant then = world.now();
    world.after(Duration.ofDays(1));
    says("a:1");
    String bob = world.arrives(late("a:1 e:bob@b.example", then.plusSeconds(36_000)), null);
    assertThat(bob).isNotEqualTo(ana);
    assertThat(says("a:1")).isEqualTo(ana);
    assertThat(says("e:bob@b.example")).isEqualTo(bob);
  }

  private ChannelEvent late(String keys, Instant at) {
    ChatFact.MessageReceived message = message();
    return new ChannelEvent(
        "default",
        "/test",
        "late-" + messages,
        "leadline.chat.message-received.v1",
        at,
        null,
        world.now(),
        who(keys),
        null,
        null,
        null,
        null,
        message,
        Json.of(Json.MAPPER.valueToTree(message)));
  }

  @Test
  void a_blocked_leads_email_still_joins() {
    String ana = says("e:ana@a.example");
    world.take(
        ana,
        List.of(new LeadBlocked(Block.Origin.MANUAL, World.SAM, null, null, world.now(), null)));
    says("a:1");
    says("a:1 e:ana@a.example");
    assertThat(world.listed()).containsExactly(ana);
    assertThat(lead(ana).block().isBlocked()).isTrue();
  }

  @Test
  void after_an_unmerge_the_event_that_joined_stays_with_the_absorbed_lead() {
    String known = says("e:ana@a.example");
    String visitor = says("a:1");
    says("a:1 e:ana@a.example");
    assertThat(world.unmerge(known, visitor)).isInstanceOf(Decided.class);
    assertThat(lead(known).picture().activity().messageCount()).isEqualTo(1);
    assertThat(lead(visitor).picture().activity().messageCount()).isEqualTo(2);
    assertThat(lead(visitor).picture().field("email").value().shown()).isEqualTo("ana@a.example");
  }

  @Test
  void what_was_parted_is_not_joined_again_by_the_same_keys() {
    String known = says("e:ana@a.example");
    String visitor = says("a:1");
    says("a:1 e:ana@a.example");
    world.unmerge(known, visitor);
    assertThat(says("a:1 e:ana@a.example")).isEqualTo(visitor);
    assertThat(says("a:1")).isEqualTo(visitor);
    assertThat(says("e:ana@a.example")).isEqualTo(known);
    areApart(known, visitor, null);
    world.merge(known, visitor);
    assertThat(says("a:1")).isEqualTo(known);
  }

  @Test
  void keys_that_a_part_brought_go_back_with_it() {
    String known = says("e:ana@a.example");
    String visitor = says("a:1");
    says("a:1 e:ana@a.example");
    says("a:1 p:+351912345678");
    world.unmerge(known, visitor);
    assertThat(says("p:+351912345678")).isEqualTo(visitor);
  }

  @Test
  void a_dismissed_suggestion_does_not_come_again() {
    String ana = says("a:1 e:ana@a.example");
    String bob = says("a:2 e:bob@b.example");
    says("a:1 e:bob@b.example");
    areApart(ana, bob, Why.OWN_EMAILS);
    assertThat(world.dismiss(bob, ana)).isInstanceOf(Decided.class);
    says("a:1 e:bob@b.example");
    areApart(ana, bob, null);
  }

  @Test
  void a_dismissed_suggestion_does_not_come_with_an_absorbed_lead_either() {
    String bob = says("a:2 e:bob@b.example");
    String ana = says("a:1 e:ana@a.example");
    says("a:1 e:bob@b.example");
    world.dismiss(ana, bob);
    String other = says("a:3 e:ana@c.example");
    says("a:3 e:bob@b.example");
    areApart(other, bob, Why.OWN_EMAILS);
    world.merge(ana, other);
    assertThat(lead(ana).suggestions()).isEmpty();
    assertThat(lead(ana).hasPart(other)).isTrue();
  }

  @Test
  void what_is_suggested_of_an_absorbed_lead_and_was_not_dismissed_comes_with_it() {
    String bob = says("a:2 e:bob@b.example");
    String other = says("a:3 e:ana@c.example");
    says("a:3 e:bob@b.example");
    String ana = says("a:1 e:ana@a.example");
    world.merge(ana, other);
    assertThat(lead(ana).suggestions()).extracting(Suggestion::leadId).containsExactly(bob);
  }

  @Test
  void what_somebody_typed_is_unconfirmed_until_the_mailbox_answers() {
    String ana = says("e:ana@a.example");
    says("a:1");
    says("a:1 e:ana@a.example");
    assertThat(lead(ana).isUnconfirmed()).isTrue();
    world.tells(
        who("e:ana@a.example"),
        new EmailFact.ReplyReceived("r-1", null, null, "Yes", null, null, null));
    assertThat(lead(ana).isUnconfirmed()).isFalse();
  }

  @Test
  void what_the_crm_says_is_confirmed() {
    says("a:1");
    String ana = crm("s:7");
    crm("a:1 s:7");
    assertThat(partsOf(ana)).hasSize(1);
    assertThat(lead(ana).isUnconfirmed()).isFalse();
  }
}
