package dev.leadline.enrichment.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Type;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.enrichment.domain.crm.Pushing.Create;
import dev.leadline.enrichment.domain.crm.Pushing.Leave;
import dev.leadline.enrichment.domain.crm.Pushing.ReadFirst;
import dev.leadline.enrichment.domain.crm.Pushing.Update;
import dev.leadline.enrichment.domain.summary.Conversation;
import dev.leadline.enrichment.domain.summary.Line;
import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushingTest {

  private static final UnaryOperator<String> SAME = UnaryOperator.identity();
  private static final Instant NINE = Instant.parse("2026-11-01T09:00:00Z");

  private static CrmPlan plan(boolean create) {
    return plan(create, null);
  }

  private static CrmPlan plan(boolean create, @Nullable Duration lookBack) {
    return new CrmPlan(
        "default",
        CrmSystem.SALESFORCE,
        "Lead",
        List.of(
            new Mapping("job_title", "Title", Write.OVERWRITE, true, Type.TEXT),
            new Mapping("company_name", "Company", Write.IF_EMPTY, true, Type.TEXT),
            new Mapping("phone_number", "Phone", Write.NEVER, true, Type.TEXT)),
        create,
        "Conversation__c",
        lookBack);
  }

  private static LeadState knowing(LeadState lead, Map<String, Provenance> fields) {
    return lead.evolve(
        new LeadEvent.InteractionRecorded(
            new Origin(
                "leadline.form.submitted.v1",
                "/s",
                "1",
                NINE,
                NINE,
                null,
                NINE,
                Channel.FORM,
                Actor.Kind.LEAD,
                null,
                null,
                false,
                false),
            new Decision(List.of(), 0, null, null, null, false, false),
            null,
            new Content(
                List.of(),
                fields.entrySet().stream()
                    .map(
                        it ->
                            new Content.Observation(
                                it.getKey(),
                                Value.text(
                                    it.getKey().equals("email") ? "Ana@Acme.example" : it.getKey()),
                                it.getValue()))
                    .toList(),
                null,
                null,
                null,
                null,
                new Json("{}"),
                null,
                null)));
  }

  private static LeadState lead(Map<String, Provenance> fields) {
    return knowing(LeadState.unknown("lead-1"), fields);
  }

  private static CrmRecord record(Map<String, String> values) {
    return new CrmRecord("00Q1", "ana@acme.example", values, NINE);
  }

  @Test
  void what_the_lead_gave_is_told_and_its_address_finds_its_record() {
    Candidate candidate =
        Pushing.candidate(
            plan(true),
            lead(
                Map.of(
                    "email", Provenance.SELF,
                    "job_title", Provenance.ENRICHMENT,
                    "company_name", Provenance.SELF,
                    "phone_number", Provenance.SELF)),
            null,
            null);
    assertThat(candidate.email()).isEqualTo("ana@acme.example");
    assertThat(candidate.mayCreate()).isTrue();
    assertThat(candidate.values())
        .isEqualTo(Map.of("Title", "job_title", "Company", "company_name"));
  }

  @Test
  void what_a_vendor_guessed_neither_finds_nor_makes_a_record_and_is_not_told() {
    assertThat(
            Pushing.candidate(
                plan(true), lead(Map.of("email", Provenance.DEANONYMIZED_PERSON)), null, null))
        .isNull();
    assertThat(
            Pushing.candidate(plan(true), lead(Map.of("email", Provenance.ENRICHMENT)), null, null))
        .isNull();
    assertThat(
            Pushing.candidate(
                    plan(true),
                    lead(
                        Map.of(
                            "email", Provenance.SELF,
                            "company_name", Provenance.DEANONYMIZED_COMPANY,
                            "job_title", Provenance.CRM)),
                    null,
                    null)
                .values())
        .isEmpty();
  }

  @Test
  void an_address_from_a_link_is_nobodys_word() {
    assertThat(Pushing.candidate(plan(true), lead(Map.of("email", Provenance.URL)), null, null))
        .isNull();
  }

  @Test
  void blocked_and_erased_leads_are_not_told() {
    LeadState lead = lead(Map.of("email", Provenance.SELF));
    assertThat(
            Pushing.candidate(
                plan(true),
                lead.evolve(
                    new LeadEvent.LeadBlocked(Block.Origin.MANUAL, null, null, null, NINE, null)),
                null,
                null))
        .isNull();
    assertThat(
            Pushing.candidate(
                plan(true),
                lead.evolve(new LeadEvent.LeadErased(NINE, null, List.of())),
                null,
                null))
        .isNull();
    assertThat(
            Pushing.candidate(
                plan(true),
                lead.evolve(new LeadEvent.LeadMergedInto("l2", null, NINE)),
                null,
                null))
        .isNull();
  }

  private static LeadState withId(IdentityKey.Kind kind, String id) {
    return LeadState.unknown("lead-1")
        .evolve(
            new LeadEvent.FieldEdited(
                new LeadEvent.Member("m", "Mia"),
                new Moment(NINE, "/s", "1"),
                new LeadEvent.Edit("crm_id", Value.text(id), new IdentityKey(kind, id))));
  }

  @Test
  void an_id_of_the_crm_finds_the_record_too() {
    LeadState lead = withId(IdentityKey.Kind.SALESFORCE_LEAD, "00Q5e000007QxRtEAK");
    assertThat(Pushing.candidate(plan(true), lead, null, null).externalId())
        .isEqualTo("00Q5e000007QxRtEAK");
    assertThat(Pushing.candidate(plan(true), lead, "00Q9", null).externalId()).isEqualTo("00Q9");
  }

  /**
   * The record came back under the longer one, was taken for another, and a second one was made.
   */
  @ParameterizedTest
  @CsvSource({
    "00Q5e000007QxRt,00Q5e000007QxRtEAK",
    "001A0000006Vm9u,001A0000006Vm9uIAC",
    "00qabcdefghijkl,00qabcdefghijklAAA",
    "ABCDEFGHIJKLMNO,ABCDEFGHIJKLMNO555"
  })
  void an_id_of_salesforce_as_people_see_it_is_the_one_that_its_api_gives(
      String seen, String given) {
    LeadState lead = withId(IdentityKey.Kind.SALESFORCE_LEAD, seen);
    assertThat(Pushing.candidate(plan(true), lead, null, null).externalId()).isEqualTo(given);
  }

  /** It would refuse the question, and with it those of up to 99 other leads. */
  @ParameterizedTest
  @CsvSource({
    "SALESFORCE,Lead,SALESFORCE_LEAD,00Q5e000007QxRtEAK,SF-12345",
    "SALESFORCE,Contact,SALESFORCE_CONTACT,0035e000007QxRtEAK,0035e000007Qx tEAK",
    "HUBSPOT,contacts,HUBSPOT_CONTACT,214748364801,ana@acme.example",
    "MARKETO,lead,MARKETO_LEAD,1048576,12345678901"
  })
  void what_cannot_be_an_id_of_the_crm_is_not_asked_for(
      CrmSystem system, String object, IdentityKey.Kind kind, String id, String none) {
    CrmPlan plan = new CrmPlan("default", system, object, List.of(), true, null, null);
    assertThat(Pushing.candidate(plan, withId(kind, id), null, null).externalId()).isEqualTo(id);
    assertThat(Pushing.candidate(plan, withId(kind, none), null, null)).isNull();
  }

  @Test
  void a_field_is_written_by_its_rule() {
    var candidate =
        new Candidate(
            "lead-1", null, "ana@acme.example", true, Map.of("Title", "CTO", "Company", "Acme"));
    assertThat(
            Pushing.decide(
                plan(true),
                candidate,
                record(Map.of("Title", "CEO", "Company", "Acme Inc")),
                null,
                SAME))
        .isEqualTo(new Update("00Q1", Map.of("Title", "CTO")));
    assertThat(Pushing.decide(plan(true), candidate, record(Map.of("Title", "CTO")), null, SAME))
        .isEqualTo(new Update("00Q1", Map.of("Company", "Acme")));
    assertThat(
            Pushing.decide(
                plan(true),
                candidate,
                record(Map.of("Title", "CTO", "Company", "Other")),
                null,
                SAME))
        .isEqualTo(new Leave("00Q1"));
  }

  /** Otherwise what a person typed would be gone before anybody had read it. */
  @Test
  void what_people_changed_in_the_crm_is_read_before_it_is_overwritten() {
    CrmPlan pulling = plan(true, Duration.ofDays(1));
    var candidate = new Candidate("lead-1", "00Q1", null, false, Map.of("Title", "CTO"));
    Map<String, String> seen = Map.of("Title", "Engineer");
    CrmRecord edited = record(Map.of("Title", "Chair", "Company", "Acme"));
    assertThat(Pushing.decide(pulling, candidate, edited, seen, SAME)).isEqualTo(new ReadFirst());
    assertThat(Pushing.unread(pulling, edited, seen, SAME))
        .containsExactlyInAnyOrder("Title", "Company");

    var update = new Update("00Q1", Map.of("Title", "CTO"));
    assertThat(Pushing.decide(pulling, candidate, edited, Map.of("Title", "Chair"), SAME))
        .as("it was read")
        .isEqualTo(update);
    assertThat(Pushing.decide(plan(true), candidate, edited, seen, SAME))
        .as("nobody reads")
        .isEqualTo(update);
    assertThat(Pushing.decide(pulling, candidate, record(Map.of("Company", "Acme")), seen, SAME))
        .as("it was emptied, which nobody tells")
        .isEqualTo(update);
    assertThat(Pushing.decide(pulling, candidate, edited, null, SAME))
        .as("a record that was not met before may be too old for a pull")
        .isEqualTo(update);
  }

  @Test
  void a_record_is_made_only_where_that_is_allowed() {
    var candidate = new Candidate("lead-1", null, "ana@acme.example", true, Map.of("Title", "CTO"));
    var pulled = new Candidate("lead-1", null, "ana@acme.example", false, Map.of("Title", "CTO"));
    assertThat(Pushing.decide(plan(true), candidate, null, null, SAME))
        .isEqualTo(new Create(Map.of("Title", "CTO")));
    assertThat(Pushing.decide(plan(false), candidate, null, null, SAME)).isEqualTo(new Leave(null));
    assertThat(Pushing.decide(plan(true), pulled, null, null, SAME)).isEqualTo(new Leave(null));
  }

  @Test
  void the_conversation_goes_into_its_field_and_replaces_what_was_there() {
    var conversation =
        new Conversation(
            List.of(
                new Line(2, "m1", NINE, Line.Speaker.LEAD, "Do you have SSO?"),
                new Line(3, "m2", NINE, Line.Speaker.AGENT, "Yes.")),
            false);
    Candidate candidate =
        Pushing.candidate(plan(true), lead(Map.of("email", Provenance.SELF)), null, conversation);
    String told = "2026-11-01T09:00:00Z Lead: Do you have SSO?\n2026-11-01T09:00:00Z Agent: Yes.";
    assertThat(candidate.values()).isEqualTo(Map.of("Conversation__c", told));
    assertThat(
            Pushing.decide(
                plan(true), candidate, record(Map.of("Conversation__c", "old")), null, SAME))
        .isEqualTo(new Update("00Q1", Map.of("Conversation__c", told)));
    assertThat(
            Pushing.decide(
                plan(true), candidate, record(Map.of()), Map.of("Conversation__c", told), SAME))
        .as("it is there already")
        .isEqualTo(new Leave("00Q1"));
  }
}
