package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureTest {

  private static final Instant LATER = NOON.plusSeconds(3600);

  private static LeadState aLead() {
    return LeadScenario.aLead()
        .tells(new ChatFact.MessageReceived("m-1", "Hello", null, null, null, null))
        .state();
  }

  private static Ruling erase(LeadState lead, String partOf) {
    return Lead.decide(lead, new LeadCommand.Erase(partOf, "GDPR article 17", LATER));
  }

  @Test
  void a_lead_is_erased_on_request() {
    assertThat(erase(aLead(), null))
        .isEqualTo(
            new Ruling.Accepted(List.of(new LeadErased(LATER, "GDPR article 17", List.of()))));
  }

  @Test
  void a_blocked_lead_is_erased_as_any_other() {
    LeadState blocked =
        aLead().evolve(new LeadBlocked(Block.Origin.MANUAL, null, null, null, NOON, null));
    assertThat(erase(blocked, null)).isInstanceOf(Ruling.Accepted.class);
  }

  @Test
  void a_lead_is_erased_once() {
    LeadState erased = aLead().evolve(new LeadErased(NOON, null, List.of()));
    assertThat(erase(erased, null)).isEqualTo(new Ruling.Rejected(new Refusal.AlreadyErased(NOON)));
  }

  @Test
  void a_part_goes_with_the_lead_that_it_is_part_of_and_with_no_other() {
    LeadState part = aLead().evolve(new LeadMergedInto("survivor", null, NOON));
    assertThat(erase(part, null)).isEqualTo(new Ruling.Rejected(new Refusal.Merged("survivor")));
    assertThat(erase(part, "another"))
        .isEqualTo(new Ruling.Rejected(new Refusal.Merged("survivor")));
    assertThat(erase(part, "survivor")).isInstanceOf(Ruling.Accepted.class);
  }

  @Test
  void of_an_erased_lead_the_activity_is_left_and_nothing_of_the_person() {
    LeadState before = aLead();
    LeadState erased = before.evolve(new LeadErased(LATER, null, List.of()));
    assertThat(erased.picture().activity()).isEqualTo(before.picture().activity());
    assertThat(erased.picture().known().fields()).isEmpty();
    assertThat(erased.picture().known().identities()).isEmpty();
  }
}
