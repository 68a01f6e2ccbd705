package dev.leadline.leadservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.FieldEdited;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.leadservice.domain.LeadCommand.EditFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a member types in (domain 4.4, 5.5). */
class FieldEditsTest {

  private static final Member SAM = new Member("sam", "Sam Reed");
  private static final IdentityKey ANA = new IdentityKey(IdentityKey.Kind.EMAIL, "ana@a.example");

  private static final LeadState KNOWN =
      LeadScenario.aLead()
          .tells(new ChatFact.EmailCaptured("email", "old@a.example", null))
          .state();

  private static EditFields edit(Map<String, Value> fields, Instant at) {
    return new EditFields(SAM, fields, Map.of(), Set.of(), new Moment(at, "/team", "k-1"));
  }

  private static List<LeadEvent> accepted(LeadState lead, EditFields edit) {
    Ruling ruling = Lead.decide(lead, edit);
    assertThat(ruling).isInstanceOf(Ruling.Accepted.class);
    return ((Ruling.Accepted) ruling).events();
  }

  private static LeadState after(LeadState lead, EditFields edit) {
    LeadState next = lead;
    for (LeadEvent event : accepted(lead, edit)) next = next.evolve(event);
    return next;
  }

  private static FieldValue field(LeadState lead, String name) {
    return Objects.requireNonNull(lead.picture().field(name));
  }

  @Test
  void the_primary_email_that_a_member_pins_stays_when_the_lead_tells_another_later() {
    LeadState pinned =
        after(KNOWN, edit(Map.of("email", Value.text("Ana@A.example")), LeadScenario.NOON));
    assertThat(field(pinned, "email").value().shown()).isEqualTo("ana@a.example");
    assertThat(field(pinned, "email").provenance()).isEqualTo(Provenance.MEMBER_EDIT);
    assertThat(pinned.picture().known().identities()).contains(ANA);
    LeadState later =
        after(
            pinned,
            edit(Map.of("first_name", Value.text("Ana")), LeadScenario.NOON.plusSeconds(9)));
    assertThat(field(later, "email").value().shown()).isEqualTo("ana@a.example");
  }

  @Test
  void a_field_is_known_by_any_of_its_names() {
    LeadState edited =
        after(KNOWN, edit(Map.of("employeeCount", new Value.Whole(12)), LeadScenario.NOON));
    assertThat(field(edited, "num_employees").value()).isEqualTo(new Value.Whole(12));
  }

  @Test
  void each_field_is_an_event_of_its_own_and_what_was_typed_before_is_none() {
    EditFields first = edit(Map.of("a", Value.text("1"), "b", Value.text("2")), LeadScenario.NOON);
    LeadState edited = after(KNOWN, first);
    assertThat(accepted(KNOWN, first)).hasSize(2).allMatch(FieldEdited.class::isInstance);
    assertThat(accepted(edited, first)).isEmpty();
  }

  @Test
  void a_correction_is_newer_than_what_it_corrects_whatever_the_clock_says() {
    LeadState edited = after(KNOWN, edit(Map.of("a", Value.text("1")), LeadScenario.NOON));
    LeadState corrected =
        after(edited, edit(Map.of("a", Value.text("2")), LeadScenario.NOON.minusSeconds(60)));
    assertThat(field(corrected, "a").value().shown()).isEqualTo("2");
  }

  @Test
  void a_key_of_another_lead_is_refused() {
    var taken =
        new EditFields(
            SAM,
            Map.of("email", Value.text("ana@a.example")),
            Map.of(ANA, "0193-cd34"),
            Set.of(),
            new Moment(LeadScenario.NOON, "/team", "k-1"));
    assertThat(Lead.decide(KNOWN, taken))
        .isEqualTo(new Ruling.Rejected(new Refusal.IdentityTaken("email", "0193-cd34")));
  }

  @Test
  void a_key_of_an_erased_person_is_refused_and_names_no_lead() {
    var theirs =
        new EditFields(
            SAM,
            Map.of("email", Value.text("ana@a.example")),
            Map.of(ANA, "0193-cd34"),
            Set.of("0193-cd34"),
            new Moment(LeadScenario.NOON, "/team", "k-1"));
    assertThat(Lead.decide(KNOWN, theirs))
        .isEqualTo(new Ruling.Rejected(new Refusal.IdentityErased("email")));
  }

  @Test
  void a_mailbox_that_several_people_read_is_shown_and_ties_nothing() {
    EditFields shared = edit(Map.of("email", Value.text("info@a.example")), LeadScenario.NOON);
    assertThat(FieldEdits.keys(shared)).isEmpty();
    assertThat(field(after(KNOWN, shared), "email").value().shown()).isEqualTo("info@a.example");
  }
}
