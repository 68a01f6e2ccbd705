package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.ModerationFact.BlockRequested;
import dev.leadline.events.channel.ModerationFact.UnblockRequested;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberActionsTest {

  private static final Set<Class<?>> OF_MEMBERS =
      Set.of(BlockRequested.class, UnblockRequested.class);

  @Test
  void every_event_that_says_what_a_member_did_has_a_call_that_does_the_same_and_no_other_has() {
    var facts = WireName.catalogue(ChannelFact.class).values();
    assertThat(facts).anyMatch(ControlFact.class::isAssignableFrom);
    for (Class<? extends ChannelFact> fact : facts)
      assertThat(MemberActions.callInsteadOf(WireName.of(fact).cloudEventType()) != null)
          .as(fact.getSimpleName())
          .isEqualTo(ControlFact.class.isAssignableFrom(fact) || OF_MEMBERS.contains(fact));
  }

  @Test
  void the_call_is_the_one_that_does_it() {
    assertThat(MemberActions.callInsteadOf("leadline.unblock.requested.v1"))
        .isEqualTo("POST /v1/leads/{leadId}/unblock");
    assertThat(MemberActions.callInsteadOf("leadline.control.returned.v1"))
        .isEqualTo("POST /v1/leads/{leadId}/return");
    assertThat(MemberActions.callInsteadOf("leadline.control.reassigned.v2"))
        .isEqualTo("POST /v1/leads/{leadId}/takeover");
  }
}
