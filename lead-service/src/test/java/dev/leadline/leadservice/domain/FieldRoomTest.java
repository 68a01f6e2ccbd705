package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.VISITOR;
import static dev.leadline.leadservice.domain.LeadScenario.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.LeadState;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nobody makes a lead grow without an end by fields of ever other names (domain 5.12). */
class FieldRoomTest {

  private static final int MOST = FieldRoom.MOST_UNDECLARED;

  private static Map<String, Value> fields(String prefix, int many) {
    var fields = new TreeMap<String, Value>();
    for (int i = 0; i < many; i++) fields.put("%s_%04d".formatted(prefix, i), Value.text("x"));
    return fields;
  }

  private static WebFact.FieldsSet page(Map<String, Value> fields) {
    return new WebFact.FieldsSet(fields, "JS");
  }

  @Test
  void a_page_that_writes_ever_other_fields_fills_no_lead() {
    var lead = aLead();
    for (int i = 0; i < 10; i++) lead.tells(page(fields("junk" + i, 90)));
    assertThat(lead.state().picture().known().fields()).hasSize(MOST);
    assertThat(lead.last().personal().payload().as(WebFact.FieldsSet.class).fields())
        .as("what was told is stored")
        .hasSize(90);
  }

  @Test
  void what_is_there_changes_and_what_has_a_place_is_taken_when_there_is_no_room() {
    var lead = aLead().tells(page(fields("junk", MOST + 1)));
    lead.at(LeadScenario.NOON.plusSeconds(1))
        .tells(
            page(
                Map.of(
                    "junk_0000", Value.text("changed"),
                    "email", Value.text("ana@acme.example"),
                    "industry", Value.text("Software"))));
    assertThat(lead.state().picture().field("junk_0000").value().shown()).isEqualTo("changed");
    assertThat(lead.row().email()).isEqualTo("ana@acme.example");
    assertThat(lead.row().stage()).isEqualTo(Stage.EMAIL_CAPTURED);
    assertThat(lead.state().picture().field("industry")).isNotNull();
  }

  @Test
  void what_a_tenant_has_declared_has_a_place() {
    var types = new FieldTypes(Map.of("biggest_challenge", FieldType.TEXT));
    var lead =
        aLead()
            .under(Policy.DEFAULT.with(types))
            .tells(page(fields("junk", MOST)))
            .tells(page(Map.of("biggest_challenge", Value.text("Time"))));
    assertThat(lead.state().picture().field("biggest_challenge")).isNotNull();
  }

  @Test
  void a_program_is_told_that_there_is_no_room() {
    LeadState full = aLead().tells(page(fields("junk", MOST - 1))).state();
    assertThat(Lead.mistake(full, upserted(fields("more", 1)), Policy.DEFAULT)).isNull();
    assertThat(Lead.mistake(full, upserted(fields("more", 3)), Policy.DEFAULT))
        .contains("200", "2 more");
    assertThat(Lead.mistake(null, upserted(fields("more", MOST + 1)), Policy.DEFAULT))
        .contains("1 more");
  }

  private static ChannelEvent upserted(Map<String, Value> fields) {
    var fact = new RecordsFact.Upserted(null, null, fields);
    Instant noon = LeadScenario.NOON;
    return new ChannelEvent(
        "default",
        "/test",
        "u-1",
        "leadline.api.lead-upserted.v1",
        noon,
        null,
        noon,
        VISITOR,
        null,
        null,
        null,
        null,
        fact,
        Json.of(Json.MAPPER.valueToTree(fact)));
  }
}
