package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.gateway.wiring.Journey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeadDetailTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  private static LeadDetail knowing(String... fields) {
    Journey journey = Journey.of("lead-1", NOW);
    for (String field : fields)
      journey.isKnownAs(field, Value.text("a value"), Provenance.ENRICHMENT);
    return LeadDetail.of(journey.state(), journey.state().leadId(), NOW);
  }

  @Test
  void a_lead_of_whom_nothing_is_known_has_empty_sections() {
    LeadDetail lead = knowing();
    assertThat(lead.sections().personal()).isEmpty();
    assertThat(lead.sections().conversationSummary()).isEmpty();
    assertThat(lead.sections().company()).isEmpty();
    assertThat(lead.sections().insights()).isEmpty();
    assertThat(lead.customFields()).isEmpty();
    assertThat(lead.meetingState()).isNull();
  }

  @Test
  void fields_stand_in_their_section_in_the_order_in_which_they_are_read() {
    LeadDetail lead =
        knowing(
            "skills",
            "email",
            "first_name",
            "industry",
            "company_name",
            "pain_points",
            "small_talk",
            "competitors");
    assertThat(lead.sections().personal().keySet())
        .containsExactly("first_name", "email", "skills");
    assertThat(lead.sections().company().keySet()).containsExactly("company_name", "industry");
    assertThat(lead.sections().conversationSummary().keySet()).containsExactly("pain_points");
    assertThat(lead.sections().insights().keySet()).containsExactly("competitors", "small_talk");
  }

  @Test
  void every_other_field_is_a_custom_field_by_name() {
    assertThat(knowing("seats", "biggest_challenge", "email").customFields().keySet())
        .containsExactly("biggest_challenge", "seats");
  }
}
