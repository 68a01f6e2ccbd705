package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.AddBlockedNetworks;
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
import org.jspecify.annotations.Nullable;

/**
 * Follows where blocked leads come from, for the tenants that want to know it, in the transaction
 * that remembers how far the events were followed.
 */
public final class KeepBlockedNetworks {

  private static final int EVENTS_AT_ONCE = 1_000;

  private final Policies policies;
  private final EventLog log;
  private final SaveBlockedNetworks save;
  private final AddBlockedNetworks add;

  /** Everything that following needs. */
  public KeepBlockedNetworks(
      Policies policies, EventLog log, SaveBlockedNetworks save, AddBlockedNetworks add) {
    this.policies = policies;
    this.log = log;
    this.save = save;
    this.add = add;
  }

  /** Takes the next events into account. */
  public void after(List<StoredEvent> batch, LeadsOnce leads) {
    var byTenant = new HashMap<String, News>();
    for (StoredEvent stored : batch) {
      boolean standing = BlockedNetwork.isAboutStanding(stored.event());
      BlockedNetwork visit = isHidden(stored.event()) ? BlockedNetwork.visit(stored.event()) : null;
      if (!standing && visit == null) continue;
      News news = byTenant.computeIfAbsent(stored.tenant(), _ -> new News());
      if (standing) news.standing.add(stored.leadId());
      else news.visits.computeIfAbsent(stored.leadId(), _ -> new ArrayList<>()).add(visit);
    }
    if (byTenant.isEmpty()) return;
    Map<String, Policy> decided = policies.of(byTenant.keySet());
    byTenant.forEach(
        (tenant, news) -> {
          if (BlockedNetworks.hasRule(decided.get(tenant))) keep(tenant, news, leads);
          // What was followed while the rule was taken away goes when a lead is let in or erased.
          else if (!news.standing.isEmpty()) save.save(tenant, nothing(news.standing));
        });
  }

  /** What a batch tells of a tenant's leads: whose history counts anew, and who came by. */
  private static final class News {
    final Set<String> standing = new HashSet<>();
    final Map<String, List<BlockedNetwork>> visits = new HashMap<>();
  }

  private void keep(String tenant, News news, LeadsOnce leads) {
    var ids = new HashSet<>(news.standing);
    ids.addAll(news.visits.keySet());
    Map<String, LeadState> known = leads.find(tenant, ids);
    if (!news.standing.isEmpty()) {
      Map<String, List<BlockedNetwork>> all = nothing(news.standing);
      for (String id : news.standing) {
        LeadState lead = known.get(id);
        if (lead != null && BlockedNetwork.isKeptOf(lead))
          all.put(id, BlockedNetwork.of(lead, visits(lead)));
      }
      save.save(tenant, all);
    }
    news.visits.keySet().removeIf(id -> news.standing.contains(id) || !isKept(known.get(id)));
    if (!news.visits.isEmpty()) add.add(tenant, news.visits);
  }

  private static boolean isHidden(LeadEvent event) {
    return event instanceof InteractionRecorded interaction && interaction.decision().hidden();
  }

  private static boolean isKept(@Nullable LeadState lead) {
    return lead != null && BlockedNetwork.isKeptOf(lead);
  }

  private static Map<String, List<BlockedNetwork>> nothing(Set<String> ids) {
    return new HashMap<>(ids.stream().collect(Collectors.toMap(id -> id, _ -> List.of())));
  }

  /** None of a lead that was part of this one, and has been given back. */
  private List<BlockedNetwork> visits(LeadState lead) {
    var ids = new HashSet<>(Set.of(lead.leadId()));
    lead.absorbed().stream().map(Absorbed::leadId).forEach(ids::add);
    var visits = new ArrayList<BlockedNetwork>();
    long position = 0;
    EventLog.Part page;
    do {
      page = log.about(ids, position, Long.MAX_VALUE, EVENTS_AT_ONCE);
      for (StoredEvent stored : page.events()) {
        String about = stored.event().about();
        BlockedNetwork visit = BlockedNetwork.visit(stored.event());
        if (visit != null && (about == null || ids.contains(about))) visits.add(visit);
        position = stored.position();
      }
    } while (page.more());
    return visits;
  }
}
