package dev.leadline.events.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.IdentityStatus.Known;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Seeds;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadHistories;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Origin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The row that people see of a lead. */
class LeadRowTest {

  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");
  private static final Decision VISIT =
      new Decision(
          List.of(Stage.BROWSING),
          0,
          new Decision.Action("Visited Webpage", 1),
          "PT",
          null,
          false,
          false);

  private static final Decision NOTHING =
      new Decision(List.of(), 0, null, null, null, false, false);

  private LeadState lead =
      LeadState.unknown("01JD8Q6Z4W5M7R0V3T2B1N9AB12")
          .evolve(new LeadRegistered("default", LeadSource.LEADLINE, AT));

  private int events;

  @Test
  void a_visitor_without_a_name_has_a_label_of_its_id() {
    happens(VISIT);
    assertThat(row().name()).isNull();
    assertThat(row().label()).isEqualTo("Anonymous visitor #ab12");
    assertThat(row().identityStatus()).isEqualTo(IdentityStatus.ANONYMOUS);
    assertThat(row().known()).isEqualTo(Known.UNKNOWN);
  }

  @Test
  void the_label_falls_back_from_name_to_email_to_phone_to_company() {
    told("company_name", "Acme", Provenance.DEANONYMIZED_COMPANY);
    assertThat(row().label()).isEqualTo("Visitor from Acme");
    told("phone_number", "+351210000000", Provenance.SELF);
    assertThat(row().label()).isEqualTo("+351210000000");
    told("email", "ana@acme.example", Provenance.SELF);
    assertThat(row().label()).isEqualTo("ana@acme.example");
    told("first_name", "Ana", Provenance.SELF);
    assertThat(row().label()).isEqualTo("Ana");
    told("last_name", "Lima", Provenance.SELF);
    assertThat(row().label()).isEqualTo("Ana Lima");
    assertThat(row().name()).isEqualTo("Ana Lima");
  }

  @Test
  void a_whole_name_is_shown_until_both_its_parts_are_known() {
    told("name", "Ana M. Lima", Provenance.SELF);
    assertThat(row().name()).isEqualTo("Ana M. Lima");
    told("last_name", "Lima", Provenance.SELF);
    assertThat(row().name()).isEqualTo("Ana M. Lima");
    told("first_name", "Ana", Provenance.SELF);
    assertThat(row().name()).isEqualTo("Ana Lima");
  }

  @Test
  void the_better_known_name_is_shown_not_the_one_in_parts() {
    told("name", "Ana Lima", Provenance.SELF);
    told("first_name", "Anne", Provenance.ENRICHMENT);
    told("last_name", "Lima-Costa", Provenance.ENRICHMENT);
    assertThat(row().name()).isEqualTo("Ana Lima");
    told("first_name", "Ana", Provenance.CRM);
    told("last_name", "Costa", Provenance.MEMBER_EDIT);
    assertThat(row().name()).as("two parts count as the weaker one").isEqualTo("Ana Lima");
    told("first_name", "Ana", Provenance.MEMBER_EDIT);
    assertThat(row().name()).isEqualTo("Ana Costa");
    told("name", "Ana Maria Costa", Provenance.MEMBER_EDIT);
    assertThat(row().name()).as("of equal ones the newer").isEqualTo("Ana Maria Costa");
  }

  @Test
  void one_part_is_the_name_where_it_is_better_known_than_the_whole() {
    told("name", "Anne Lima-Costa", Provenance.ENRICHMENT);
    told("first_name", "Ana", Provenance.SELF);
    assertThat(row().name()).isEqualTo("Ana");
  }

  @Test
  void a_last_name_alone_is_a_name() {
    told("last_name", "Lima", Provenance.SELF);
    assertThat(row().name()).isEqualTo("Lima");
  }

  @Test
  void the_status_rises_with_the_best_of_what_is_known() {
    told("company_name", "Acme", Provenance.DEANONYMIZED_COMPANY);
    assertStatus(IdentityStatus.DEANONYMIZED, Known.ENRICHED);
    told("phone_number", "+351210000000", Provenance.ENRICHMENT);
    assertStatus(IdentityStatus.ENRICHED, Known.ENRICHED);
    told("email", "ana@acme.example", Provenance.CRM);
    assertStatus(IdentityStatus.PROVIDED, Known.VERIFIED);
    told("email", "ana@acme.example", Provenance.SELF);
    assertStatus(IdentityStatus.SELF_IDENTIFIED, Known.VERIFIED);
  }

  @Test
  void whoever_gave_a_phone_stays_self_identified_when_others_add_an_email() {
    told("phone_number", "+351210000000", Provenance.SELF);
    told("email", "ana@acme.example", Provenance.API);
    assertStatus(IdentityStatus.SELF_IDENTIFIED, Known.VERIFIED);
  }

  @Test
  void what_a_visitor_types_of_itself_tells_not_who_it_is() {
    told("company_name", "Acme", Provenance.URL);
    assertStatus(IdentityStatus.ANONYMOUS, Known.UNKNOWN);
    told("company_name", "Acme", Provenance.SELF);
    told("first_name", "Ana", Provenance.SELF);
    assertStatus(IdentityStatus.ANONYMOUS, Known.UNKNOWN);
  }

  @Test
  void a_name_that_a_vendor_found_is_never_shown_as_the_leads_own_word() {
    told("first_name", "Ana", Provenance.DEANONYMIZED_PERSON);
    told("last_name", "Lima", Provenance.DEANONYMIZED_PERSON);
    assertStatus(IdentityStatus.DEANONYMIZED, Known.ENRICHED);
    told("company_name", "Acme", Provenance.SELF);
    assertStatus(IdentityStatus.DEANONYMIZED, Known.ENRICHED);
  }

  @Test
  void whom_a_customers_system_names_is_provided() {
    told("name", "Ana Lima", Provenance.CRM);
    assertStatus(IdentityStatus.PROVIDED, Known.VERIFIED);
  }

  @Test
  void an_email_of_the_address_line_is_self_identified() {
    told("email", "ana@acme.example", Provenance.URL);
    assertStatus(IdentityStatus.SELF_IDENTIFIED, Known.VERIFIED);
  }

  @Test
  void engagement_is_high_from_five_messages_medium_from_one_and_none_below() {
    assertThat(row().engagement()).isEqualTo(Engagement.NONE);
    happens(messages(1));
    assertThat(row().engagement()).isEqualTo(Engagement.MEDIUM);
    happens(messages(3));
    assertThat(row().engagement()).isEqualTo(Engagement.MEDIUM);
    happens(messages(1));
    assertThat(row().engagement()).isEqualTo(Engagement.HIGH);
    assertThat(row().messageCount()).isEqualTo(5);
  }

  @Test
  void the_stage_has_the_date_it_was_first_reached() {
    happens(new Decision(List.of(Stage.ENGAGED), 1, null, null, null, false, false));
    happens(new Decision(List.of(Stage.ENGAGED), 1, null, null, null, false, false));
    assertThat(row().stage()).isEqualTo(Stage.ENGAGED);
    assertThat(row().stageAt()).isEqualTo(AT.plusSeconds(1));
  }

  @Test
  void the_latest_action_is_the_newest_and_gives_the_last_activity() {
    happens(VISIT);
    happens(
        new Decision(
            List.of(), 1, new Decision.Action("Sent Chat Message", 5), null, null, false, false));
    happens(NOTHING);
    assertThat(row().latestAction())
        .isEqualTo(new LeadRow.Action("Sent Chat Message", Channel.CHAT, AT.plusSeconds(2)));
    assertThat(row().lastActivityAt()).isEqualTo(AT.plusSeconds(2));
    assertThat(row().firstSeenAt()).isEqualTo(AT.plusSeconds(1));
  }

  @Test
  void a_lead_that_did_nothing_was_last_active_when_it_was_first_seen() {
    happens(NOTHING);
    assertThat(row().latestAction()).isNull();
    assertThat(row().lastActivityAt()).isEqualTo(AT.plusSeconds(1));
  }

  @Test
  void channels_agents_country_and_source_are_shown() {
    happens(VISIT);
    assertThat(row().channels()).containsExactly(Channel.CHAT);
    assertThat(row().agentIds()).containsExactly("agent-17");
    assertThat(row().country()).isEqualTo("PT");
    assertThat(row().source()).isEqualTo(LeadSource.LEADLINE);
    assertThat(row().version()).isEqualTo(2);
  }

  @Test
  void an_erased_lead_is_called_so_and_shows_nothing_of_the_person() {
    told("email", "ana@acme.example", Provenance.SELF);
    lead = lead.evolve(new LeadErased(AT, null, List.of()));
    assertThat(row().label()).isEqualTo("Erased lead");
    assertThat(row().email()).isNull();
    assertThat(row().identityStatus()).isEqualTo(IdentityStatus.ANONYMOUS);
  }

  @Test
  void whoever_gave_several_emails_is_also_found_by_those_that_the_row_does_not_show() {
    gives("ana@gmail.example");
    assertThat(row().alsoFoundBy()).isEmpty();
    gives("ana@acme.example");
    gives("ana.lima@acme.example");
    assertThat(row().email()).isEqualTo("ana.lima@acme.example");
    assertThat(row().alsoFoundBy()).containsExactly("ana@acme.example", "ana@gmail.example");
    told("email", "Ana@Gmail.example", Provenance.MEMBER_EDIT);
    assertThat(row().alsoFoundBy()).containsExactly("ana.lima@acme.example", "ana@acme.example");
  }

  @Test
  void a_lead_is_also_found_by_the_emails_of_those_who_are_the_same_person_while_they_are() {
    gives("ana@gmail.example");
    LeadState other = lead;
    lead = LeadState.unknown("l-2").evolve(new LeadRegistered("default", LeadSource.LEADLINE, AT));
    gives("ana@acme.example");
    lead = absorbing(other);
    assertThat(row().email()).isEqualTo("ana@acme.example");
    assertThat(row().alsoFoundBy()).containsExactly("ana@gmail.example");
    lead = lead.evolve(new LeadEvent.LeadUnmerged(other.leadId(), null, AT));
    assertThat(row().alsoFoundBy()).isEmpty();
  }

  @Test
  void a_lead_is_also_found_by_the_domain_of_its_company_unless_an_email_has_it() {
    told("company_domain", "acme.example", Provenance.DEANONYMIZED_COMPANY);
    assertThat(row().alsoFoundBy()).containsExactly("acme.example");
    gives("ana@mail.acme.example");
    assertThat(row().alsoFoundBy()).containsExactly("acme.example");
    gives("ana@acme.example");
    assertThat(row().alsoFoundBy()).containsExactly("ana@mail.acme.example");
    gives("ana@gmail.example");
    assertThat(row().alsoFoundBy()).containsExactly("ana@acme.example", "ana@mail.acme.example");
    told("company_domain", "Globex.example", Provenance.SELF);
    assertThat(row().alsoFoundBy())
        .containsExactly("ana@acme.example", "ana@mail.acme.example", "Globex.example");
  }

  @Test
  void of_those_who_share_a_browser_ten_emails_are_enough_whoever_comes_first() {
    told("company_domain", "acme.example", Provenance.SELF);
    for (int i = 30; i > 10; i--) gives("visitor-%d@fair.example".formatted(i));
    assertThat(row().email()).isEqualTo("visitor-11@fair.example");
    assertThat(row().alsoFoundBy())
        .hasSize(11)
        .startsWith("visitor-12@fair.example")
        .endsWith("visitor-21@fair.example", "acme.example");
  }

  @Test
  void an_erased_lead_is_found_by_nothing() {
    gives("ana@gmail.example");
    gives("ana@acme.example");
    told("company_domain", "acme.com", Provenance.ENRICHMENT);
    assertThat(row().alsoFoundBy()).hasSize(2);
    lead = lead.evolve(new LeadErased(AT, null, List.of()));
    assertThat(row().alsoFoundBy()).isEmpty();
  }

  @Test
  void a_row_that_was_written_before_there_were_other_emails_has_none() {
    ObjectNode before = Json.MAPPER.valueToTree(row());
    before.remove("alsoFoundBy");
    assertThat(Json.MAPPER.treeToValue(before, LeadRow.class)).isEqualTo(row());
  }

  @Test
  void a_blocked_lead_shows_why_by_whom_and_when() {
    var sam = new LeadEvent.Member("sam.reed", "Sam Reed");
    var words = new LeadEvent.Reason("Spam", null);
    lead = lead.evolve(new LeadEvent.LeadBlocked(Block.Origin.MANUAL, sam, null, null, AT, words));
    assertThat(row().blocked()).isTrue();
    assertThat(row().blockedReason()).isEqualTo("Spam");
    assertThat(row().blockedBy()).isEqualTo("Sam Reed");
    assertThat(row().blockedAt()).isEqualTo(AT);
    lead = lead.evolve(new LeadEvent.LeadUnblocked(sam, AT, null));
    assertThat(row().blocked()).isFalse();
    assertThat(row().blockedReason()).isNull();
  }

  @Test
  void a_lead_that_was_blocked_automatically_shows_the_category() {
    lead =
        lead.evolve(
            new LeadEvent.LeadBlocked(Block.Origin.AUTOMATIC, null, "hate", "m-1", AT, null));
    assertThat(row().blockedReason()).isEqualTo("hate");
    assertThat(row().blockedBy()).isNull();
  }

  @Test
  void a_row_writes_what_is_unknown_as_null() {
    assertThat(Json.MAPPER.valueToTree(row()).path("name").isNull()).isTrue();
    assertThat(Json.MAPPER.valueToTree(row()).path("nextStep").isNull()).isTrue();
    assertThat(Json.MAPPER.valueToTree(row()).path("channels").isArray()).isTrue();
    assertThat(Json.MAPPER.valueToTree(row()).path("alsoFoundBy").isArray()).isTrue();
    assertThat(Json.MAPPER.valueToTree(row()).path("control").path("by").isNull()).isTrue();
  }

  @Test
  void any_history_has_a_row_that_reads_as_it_was_written() {
    Seeds.each(
        random -> {
          LeadState any = LeadState.unknown("l-1");
          for (LeadEvent event : LeadHistories.of(random)) any = any.evolve(event);
          LeadRow row = LeadRow.of(any, AT);
          String json = Json.MAPPER.writeValueAsString(row);
          assertThat(Json.MAPPER.readValue(json, LeadRow.class)).isEqualTo(row);
          assertThat(row.label()).isNotNull();
        });
  }

  @Test
  void a_lead_whose_earliest_event_does_not_tell_its_source_keeps_what_it_was_registered_with() {
    lead =
        LeadState.unknown("l-1").evolve(new LeadRegistered("default", LeadSource.SALESFORCE, AT));
    happens(NOTHING);
    happens(entering(LeadSource.LEADLINE));
    assertThat(row().source()).isEqualTo(LeadSource.SALESFORCE);
  }

  @Test
  void the_earliest_event_tells_the_source() {
    happens(entering(LeadSource.MARKETO));
    happens(entering(LeadSource.LEADS_API));
    assertThat(row().source()).isEqualTo(LeadSource.MARKETO);
  }

  private static Decision entering(LeadSource source) {
    return new Decision(List.of(), 0, null, null, source, false, false);
  }

  private void assertStatus(IdentityStatus status, Known known) {
    assertThat(row().identityStatus()).isEqualTo(status);
    assertThat(row().known()).isEqualTo(known);
  }

  private LeadRow row() {
    return LeadRow.of(lead, AT);
  }

  private static Decision messages(int count) {
    return new Decision(List.of(), count, null, null, null, false, false);
  }

  private void happens(Decision decision) {
    lead = lead.evolve(new InteractionRecorded(origin(), decision, null, null));
  }

  private LeadState absorbing(LeadState other) {
    List<Absorbed> parts = Absorbed.partsOf(other, lead.leadId(), false, AT);
    return lead.evolve(
        new LeadEvent.LeadAbsorbed(
            other.leadId(),
            parts.stream().map(Absorbed::withoutPersonal).toList(),
            null,
            AT,
            new LeadEvent.Parts(parts)));
  }

  private void gives(String email) {
    told("email", email, Provenance.SELF, new IdentityKey(IdentityKey.Kind.EMAIL, email));
  }

  private void told(String field, String value, Provenance provenance, IdentityKey... keys) {
    var content =
        new Content(
            List.of(keys),
            List.of(new Observation(field, Value.text(value), provenance)),
            null,
            null,
            null,
            null,
            new Json("{}"),
            null,
            null);
    lead = lead.evolve(new InteractionRecorded(origin(), NOTHING, null, content));
  }

  private Origin origin() {
    events++;
    Instant at = AT.plusSeconds(events);
    return new Origin(
        "leadline.chat.message-received.v1",
        "/channels/chat",
        "e-" + events,
        at,
        at,
        null,
        at,
        Channel.CHAT,
        Actor.Kind.LEAD,
        new Agent("agent-17", null, null),
        null,
        false,
        false);
  }
}
