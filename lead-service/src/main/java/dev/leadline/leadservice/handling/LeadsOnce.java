package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads as a batch of events finds them, each read once, whoever of those that follow the batch
 * asks for it: to read a lead takes as long as its history is. A lead is as it was when it was
 * asked for first, which is after all events of the batch; what comes later is in the next one.
 */
public final class LeadsOnce {

  /** Reads leads: by tenant and ids, without those that the tenant does not have. */
  @FunctionalInterface
  public interface Find {
    Map<String, LeadState> find(String tenant, Collection<String> leadIds);
  }

  private final Find find;

  /** By tenant and id; null where the tenant has no such lead. */
  private final Map<String, Map<String, @Nullable LeadState>> found = new HashMap<>();

  /** Has read nothing yet. */
  public LeadsOnce(Find find) {
    this.find = find;
  }

  /** Those of a tenant with these ids. */
  public Map<String, LeadState> find(String tenant, Collection<String> leadIds) {
    Map<String, @Nullable LeadState> read = found.computeIfAbsent(tenant, _ -> new HashMap<>());
    var unread = new LinkedHashSet<>(leadIds);
    unread.removeAll(read.keySet());
    if (!unread.isEmpty()) {
      Map<String, LeadState> now = find.find(tenant, unread);
      for (String leadId : unread) read.put(leadId, now.get(leadId));
    }
    var wanted = new HashMap<String, LeadState>();
    for (String leadId : leadIds) {
      LeadState lead = read.get(leadId);
      if (lead != null) wanted.put(leadId, lead);
    }
    return wanted;
  }
}
