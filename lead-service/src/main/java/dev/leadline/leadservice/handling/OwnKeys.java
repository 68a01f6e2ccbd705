package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.domain.ClaimKeys;
import dev.leadline.leadservice.domain.FieldEdits;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.LeadCommand.EditFields;
import dev.leadline.leadservice.domain.LeadCommand.TeamAction;
import dev.leadline.leadservice.domain.TenantKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that a member types in: whose they are, and that they are this lead's from now on. */
public final class OwnKeys {

  private final Leads leads;
  private final FindLeadsByKeys findLeads;
  private final ClaimKeys claimKeys;

  /** Within the transaction of the command. */
  public OwnKeys(Leads leads, FindLeadsByKeys findLeads, ClaimKeys claimKeys) {
    this.leads = leads;
    this.findLeads = findLeads;
    this.claimKeys = claimKeys;
  }

  /** The action, knowing whose its keys are, and whether they are gone. */
  TeamAction known(String tenant, String leadId, TeamAction action) {
    if (!(action instanceof EditFields edit)) return action;
    var owners = new HashMap<IdentityKey, String>();
    findLeads
        .find(inTenant(tenant, FieldEdits.keys(edit)))
        .forEach((key, owner) -> owners.put(key.key(), owner));
    var others = new HashSet<>(owners.values());
    others.remove(leadId);
    return new EditFields(edit.by(), edit.fields(), owners, erased(others), edit.moment());
  }

  private Set<String> erased(Set<String> leadIds) {
    if (leadIds.isEmpty()) return Set.of();
    return leads.read(leadIds).values().stream()
        .filter(lead -> lead.erasedAt() != null)
        .map(LeadState::leadId)
        .collect(Collectors.toSet());
  }

  /** Ties the keys that were nobody's to the lead. */
  void claim(String tenant, String leadId, TeamAction accepted) {
    if (!(accepted instanceof EditFields edit)) return;
    Map<TenantKey, String> free =
        inTenant(tenant, FieldEdits.keys(edit)).stream()
            .filter(key -> !edit.owners().containsKey(key.key()))
            .collect(Collectors.toMap(key -> key, key -> leadId));
    claimKeys.claim(free, Map.of());
  }

  private static Collection<TenantKey> inTenant(String tenant, Collection<IdentityKey> keys) {
    return keys.stream().map(key -> new TenantKey(tenant, key)).toList();
  }
}
