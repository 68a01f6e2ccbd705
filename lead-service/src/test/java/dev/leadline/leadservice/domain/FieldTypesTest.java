package dev.leadline.leadservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.WebFact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of the wrong type (domain 5.13): not observed, and the event is told all the same. */
class FieldTypesTest {

  private static final FieldTypes TYPES =
      new FieldTypes(
          Map.of(
              "budget", FieldType.NUMBER,
              "tools", FieldType.LIST,
              "renewal", FieldType.DATE_TIME,
              "trial", FieldType.BOOLEAN));

  @Test
  void each_type_takes_its_own_values_alone() {
    assertThat(TYPES.take("budget", new Value.Whole(7))).isTrue();
    assertThat(TYPES.take("budget", Value.text("7"))).isFalse();
    assertThat(TYPES.take("tools", new Value.Texts(List.of("a")))).isTrue();
    assertThat(TYPES.take("tools", Value.text("a"))).isFalse();
    assertThat(TYPES.take("renewal", Value.text("2026-11-24T15:00:00+01:00"))).isTrue();
    assertThat(TYPES.take("renewal", Value.text("tomorrow"))).isFalse();
    assertThat(TYPES.take("trial", new Value.Flag(true))).isTrue();
    assertThat(TYPES.take("trial", new Value.Whole(1))).isFalse();
    assertThat(TYPES.take("email", new Value.Whole(1))).isFalse();
    assertThat(TYPES.take("whatever", new Value.Whole(1))).isTrue();
  }

  @Test
  void field_type_is_permanent_wrong_type_observation_rejected_event_still_stored() {
    var lead =
        LeadScenario.aLead()
            .under(Policy.DEFAULT.with(TYPES))
            .tells(
                new FormFact.Submitted(
                    "f-1",
                    null,
                    null,
                    Map.of("budget", Value.text("a lot"), "Trial", new Value.Flag(true)),
                    null))
            .tells(new ChatFact.FieldCaptured("tools", Value.text("none"), null));
    assertThat(lead.state().picture().known().fields()).containsOnlyKeys("trial");
    assertThat(lead.row().stage()).isEqualTo(Stage.WEBFORM_SUBMITTED);
    assertThat(lead.last().personal().payload().text()).contains("none");
  }

  @Test
  void an_email_that_is_no_text_captures_nothing() {
    var lead =
        LeadScenario.aLead()
            .tells(new WebFact.FieldsSet(Map.of("email", new Value.Whole(7)), "JS"));
    assertThat(lead.row().stage()).isEqualTo(Stage.BROWSING);
    assertThat(lead.row().email()).isNull();
  }
}
