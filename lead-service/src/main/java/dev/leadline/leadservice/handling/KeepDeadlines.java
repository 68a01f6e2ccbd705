package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.Deadline;
import dev.leadline.leadservice.domain.Deadlines;
import dev.leadline.leadservice.domain.Patience;
import dev.leadline.leadservice.domain.SaveDeadlines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers what stored events call for when time has passed, in the transaction that remembers how
 * far the events were followed: so each is looked at until it is done, and none twice.
 */
public final class KeepDeadlines {

  private final SaveDeadlines save;
  private final Patience patience;

  /** With as much patience as this. */
  public KeepDeadlines(SaveDeadlines save, Patience patience) {
    this.save = save;
    this.patience = patience;
  }

  /** Takes the next events into account. */
  public void after(List<StoredEvent> batch, LeadsOnce leads) {
    var events = new HashMap<String, List<LeadEvent>>();
    var tenants = new HashMap<String, List<String>>();
    for (StoredEvent stored : batch) {
      if (!Deadlines.mayChange(stored.event())) continue;
      if (!events.containsKey(stored.leadId()))
        tenants.computeIfAbsent(stored.tenant(), _ -> new ArrayList<>()).add(stored.leadId());
      events.computeIfAbsent(stored.leadId(), _ -> new ArrayList<>()).add(stored.event());
    }
    var deadlines = new ArrayList<Deadline>();
    Map<String, Set<Deadline.What>> over = new HashMap<>();
    tenants.forEach(
        (tenant, ids) -> {
          for (LeadState lead : leads.find(tenant, ids).values()) {
            deadlines.addAll(
                Deadlines.after(lead, events.getOrDefault(lead.leadId(), List.of()), patience));
            over.put(lead.leadId(), Deadlines.over(lead));
          }
        });
    if (!over.isEmpty()) save.save(deadlines, over);
  }
}
