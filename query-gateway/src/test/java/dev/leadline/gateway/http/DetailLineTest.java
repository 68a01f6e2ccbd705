package dev.leadline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.view.LeadDetail;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DetailLineTest {

  private static final Instant AT = Instant.parse("2026-11-01T09:00:00Z");

  @Test
  void a_value_with_nothing_in_it_is_not_known() {
    LeadState lead =
        LeadState.unknown("lead-1")
            .evolve(
                new LeadEvent.FieldEdited(
                    new LeadEvent.Member("m", "Mia"),
                    new Moment(AT, "/s", "1"),
                    new LeadEvent.Edit("sales_stage", Value.text(""), null)));
    assertThat(
            DetailLine.sections(LeadDetail.of(lead, "lead-1", AT), new Viewer(ZoneOffset.UTC, AT)))
        .flatExtracting(DetailLine.Section::fields)
        .filteredOn(line -> line.id().equals("sales_stage"))
        .singleElement()
        .satisfies(line -> assertThat(line.value()).isNull());
  }
}
