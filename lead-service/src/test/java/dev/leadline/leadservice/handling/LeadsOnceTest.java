package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.LeadState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** To read a lead takes as long as its history is. */
class LeadsOnceTest {

  private final List<String> read = new ArrayList<>();
  private final LeadsOnce leads = new LeadsOnce(this::read);

  private Map<String, LeadState> read(String tenant, Collection<String> leadIds) {
    var found = new HashMap<String, LeadState>();
    for (String leadId : leadIds) {
      read.add(tenant + "/" + leadId);
      if (!leadId.equals("nobody")) found.put(leadId, LeadState.unknown(leadId));
    }
    return found;
  }

  @Test
  void a_lead_is_read_once_whoever_asks_for_it() {
    assertThat(leads.find("one", List.of("ana", "nobody"))).containsOnlyKeys("ana");
    assertThat(leads.find("one", List.of("rae", "nobody", "ana"))).containsOnlyKeys("rae", "ana");
    assertThat(read).containsExactlyInAnyOrder("one/ana", "one/nobody", "one/rae");
  }

  @Test
  void what_one_tenant_has_is_not_told_to_another() {
    assertThat(leads.find("one", List.of("nobody"))).isEmpty();
    assertThat(leads.find("two", List.of("ana"))).containsOnlyKeys("ana");
    assertThat(leads.find("one", List.of("nobody", "ana"))).containsOnlyKeys("ana");
    assertThat(read).containsExactly("one/nobody", "two/ana", "one/ana");
  }
}
