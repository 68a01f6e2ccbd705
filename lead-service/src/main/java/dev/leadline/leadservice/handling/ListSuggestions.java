package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Suggestion;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which other leads may be the same person as a lead. */
public final class ListSuggestions {

  private final CommandLeads leads;

  /** Leads are read as the store has them now. */
  public ListSuggestions(CommandLeads leads) {
    this.leads = leads;
  }

  /**
   * What is suggested of a lead.
   *
   * @param lead the one that was asked for, or that it is part of
   */
  public record Suggestions(LeadState lead, List<Suggested> items) {}

  /** Another lead that may be the same person, as it is now, and why it is suggested. */
  public record Suggested(LeadState other, Suggestion why) {}

  /** The newest first; null if there is no such lead. */
  public @Nullable Suggestions of(String tenant, String leadId) {
    LeadState lead = standing(tenant, leads.find(tenant, leadId));
    if (lead == null) return null;
    List<Suggestion> newestFirst =
        lead.suggestions().stream()
            .sorted(Comparator.comparing(Suggestion::at).reversed())
            .toList();
    Map<String, LeadState> others =
        leads.find(tenant, newestFirst.stream().map(Suggestion::leadId).toList());
    var suggested = new LinkedHashMap<String, Suggested>();
    for (Suggestion why : newestFirst) {
      LeadState other = standing(tenant, others.get(why.leadId()));
      if (other == null || !other.isListed() || other.leadId().equals(lead.leadId())) continue;
      suggested.putIfAbsent(other.leadId(), new Suggested(other, why));
    }
    return new Suggestions(lead, List.copyOf(suggested.values()));
  }

  /** The lead that a merged one is part of now: one more query for each merge on the way. */
  private @Nullable LeadState standing(String tenant, @Nullable LeadState lead) {
    LeadState standing = lead;
    while (standing != null && standing.mergedInto() != null) {
      LeadState survivor = leads.find(tenant, standing.mergedInto());
      if (survivor == null) return standing;
      standing = survivor;
    }
    return standing;
  }
}
