package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.domain.merging.Claim.Owner;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The leads of a transaction, each loaded once, and which of them stands for one that was merged.
 */
final class BatchLeads {

  private final Leads leads;
  private final Map<String, Aggregate<LeadAggregate>> loaded = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private final Set<String> created = new HashSet<>();

  BatchLeads(Leads leads) {
    this.leads = leads;
  }

  /**
   * Reads these leads together, and then those that they have become part of, if any have. In one
   * order for every transaction, so that two of them seldom wait for each other in a circle; where
   * they do, one of them begins again.
   */
  void prefetch(Collection<String> leadIds) {
    for (Set<String> next = new TreeSet<>(leadIds); !next.isEmpty(); next = survivors(next))
      leads.prefetch(next);
  }

  private Set<String> survivors(Set<String> leadIds) {
    var survivors = new TreeSet<String>();
    for (String leadId : leadIds) {
      Aggregate<LeadAggregate> lead = find(leadId);
      String survivor = lead == null ? null : Leads.stateOf(lead).mergedInto();
      if (survivor != null && !loaded.containsKey(survivor)) survivors.add(survivor);
    }
    return survivors;
  }

  /** Null if nobody knows it. */
  @Nullable Aggregate<LeadAggregate> find(String leadId) {
    Aggregate<LeadAggregate> lead = loaded.get(leadId);
    if (lead != null || unknown.contains(leadId)) return lead;
    Aggregate<LeadAggregate> found = leads.find(leadId);
    if (found == null) unknown.add(leadId);
    else loaded.put(leadId, found);
    return found;
  }

  /**
   * For an answer by which nothing is written to a lead of this transaction.
   *
   * @throws ConcurrencyException when there is something newer
   */
  void makeSureItIsNewest(String leadId) {
    Aggregate<LeadAggregate> lead = loaded.get(leadId);
    if (lead != null) leads.makeSureItIsNewest(lead);
  }

  Aggregate<LeadAggregate> create(String leadId) {
    Aggregate<LeadAggregate> lead = leads.create(leadId);
    loaded.put(leadId, lead);
    created.add(leadId);
    return lead;
  }

  /** Whether it was created here: nothing of it is stored yet. */
  boolean isNew(String leadId) {
    return created.contains(leadId);
  }

  /**
   * The lead of this id and the one that stands for it; null if nobody knows it.
   *
   * @throws ConcurrencyException when another process has joined or parted them since they were
   *     read here; they are read anew the next time
   */
  @Nullable Owner owner(String leadId) {
    Aggregate<LeadAggregate> lead = find(leadId);
    if (lead == null) return null;
    LeadState state = Leads.stateOf(lead);
    String last = leadId;
    while (state.mergedInto() != null) {
      Aggregate<LeadAggregate> survivor = find(state.mergedInto());
      if (survivor == null) break;
      last = state.mergedInto();
      state = Leads.stateOf(survivor);
    }
    if (!last.equals(leadId) && !state.hasPart(leadId)) {
      loaded.keySet().forEach(leads::forget);
      throw new ConcurrencyException("Leads were joined or parted elsewhere");
    }
    return new Owner(state, leadId);
  }
}
