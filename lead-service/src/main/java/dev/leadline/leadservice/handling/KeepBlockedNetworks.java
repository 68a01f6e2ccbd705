package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.BlockedNetwork;
import dev.leadline.leadservice.domain.Policy;
import dev.leadline.leadservice.domain.SaveBlockedNetworks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows where blocked leads come from, for the tenants that want to know it, in the transaction
 * that remembers how far the events were followed.
 */
public final class KeepBlockedNetworks {

  /** More than any one lead has; of a longer history the oldest part is enough to know it by. */
  private static final int MOST_EVENTS = 20_000;

  private final Policies policies;
  private final CommandLeads leads;
  private final EventLog log;
  private final SaveBlockedNetworks save;

  /** Everything that following needs. */
  public KeepBlockedNetworks(
      Policies policies, CommandLeads leads, EventLog log, SaveBlockedNetworks save) {
    this.policies = policies;
    this.leads = leads;
    this.log = log;
    this.save = save;
  }

  /** Takes the next events into account. */
  public void after(List<StoredEvent> batch) {
    var changed = new HashMap<String, Set<String>>();
    for (StoredEvent stored : batch)
      if (BlockedNetwork.mayChange(stored.event()))
        changed.computeIfAbsent(stored.tenant(), _ -> new HashSet<>()).add(stored.leadId());
    if (changed.isEmpty()) return;
    Map<String, Policy> decided = policies.of(changed.keySet());
    changed.forEach(
        (tenant, ids) -> {
          boolean kept = BlockedNetworks.hasRule(decided.get(tenant));
          save.save(tenant, kept ? networks(tenant, ids) : nothing(ids));
        });
  }

  /** What was kept goes with the rule, at the latest when a lead is let in or erased. */
  private static Map<String, List<BlockedNetwork>> nothing(Set<String> ids) {
    return ids.stream().collect(Collectors.toMap(id -> id, _ -> List.of()));
  }

  private Map<String, List<BlockedNetwork>> networks(String tenant, Set<String> ids) {
    Map<String, LeadState> known = leads.find(tenant, ids);
    var networks = new HashMap<String, List<BlockedNetwork>>();
    for (String id : ids) {
      LeadState lead = known.get(id);
      networks.put(
          id,
          lead == null || !lead.block().isForItself()
              ? List.of()
              : BlockedNetwork.of(lead, events(lead)));
    }
    return networks;
  }

  private List<LeadEvent> events(LeadState lead) {
    var ids = new ArrayList<>(List.of(lead.leadId()));
    lead.absorbed().stream().map(Absorbed::leadId).forEach(ids::add);
    return log.about(ids, 0, Long.MAX_VALUE, MOST_EVENTS).stream().map(StoredEvent::event).toList();
  }
}
