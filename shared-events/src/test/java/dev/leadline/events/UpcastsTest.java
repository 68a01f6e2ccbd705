package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an earlier version wrote is read as today's. */
class UpcastsTest {

  private static final JsonNode WRITTEN = Json.MAPPER.readTree("{\"by\":\"\"}");

  private static final Upcasts CHAIN =
      new Upcasts(
          Map.of(
              new WireName("lead.blocked", 1), tree -> signed(tree, "one"),
              new WireName("lead.blocked", 2), tree -> signed(tree, "two")));

  @Test
  void steps_are_taken_one_after_another() {
    assertThat(CHAIN.upcast(new WireName("lead.blocked", 1), 3, WRITTEN).path("by").stringValue())
        .isEqualTo("one two");
    assertThat(CHAIN.upcast(new WireName("lead.blocked", 2), 3, WRITTEN).path("by").stringValue())
        .isEqualTo("two");
  }

  @Test
  void todays_revision_stays_as_it_is() {
    assertThat(CHAIN.upcast(new WireName("lead.blocked", 3), 3, WRITTEN)).isSameAs(WRITTEN);
  }

  @Test
  void a_missing_step_is_named() {
    assertThatThrownBy(() -> CHAIN.upcast(new WireName("lead.erased", 1), 2, WRITTEN))
        .hasMessage("No step leads on from leadline.lead.erased.v1");
  }

  @Test
  void what_a_later_version_wrote_is_refused() {
    assertThatThrownBy(() -> CHAIN.upcast(new WireName("lead.blocked", 4), 3, WRITTEN))
        .hasMessageContaining("is newer than revision 3");
  }

  private static JsonNode signed(JsonNode tree, String by) {
    ObjectNode copy = tree.deepCopy().asObject();
    return copy.put("by", (copy.path("by").stringValue() + " " + by).strip());
  }
}
