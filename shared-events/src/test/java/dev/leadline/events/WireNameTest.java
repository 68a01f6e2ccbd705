package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.lead.LeadEvent;
import org.junit.jupiter.api.Test;

/** A record is known outside by its wire name alone. */
class WireNameTest {

  @Test
  void a_wire_name_makes_the_cloud_event_type() {
    assertThat(WireName.of(ChatFact.MessageReceived.class).cloudEventType())
        .isEqualTo("leadline.chat.message-received.v1");
    assertThat(new WireName("lead.blocked", 3).cloudEventType())
        .isEqualTo("leadline.lead.blocked.v3");
  }

  @Test
  void a_class_without_a_wire_name_is_refused() {
    assertThatThrownBy(() -> WireName.of(UnrecognisedFact.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no wire name");
  }

  @Test
  void the_catalogue_finds_every_record_below_a_sealed_interface() {
    assertThat(WireName.catalogue(ChannelFact.class))
        .containsEntry("chat.message-received", ChatFact.MessageReceived.class)
        .doesNotContainValue(UnrecognisedFact.class);
    assertThat(WireName.catalogue(LeadEvent.class))
        .containsEntry("lead.erased", LeadEvent.LeadErased.class);
  }

  sealed interface Twins {
    @Wire(name = "twin.born")
    record One() implements Twins {}

    @Wire(name = "twin.born")
    record Other() implements Twins {}
  }

  @Test
  void two_records_of_one_name_are_refused() {
    assertThatThrownBy(() -> WireName.catalogue(Twins.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Two records are called twin.born");
  }
}
