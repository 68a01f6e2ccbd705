package dev.leadline.gateway.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.gateway.domain.FindLeadsById;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows one lead, with all that its events add up to. */
public final class ShowLead {

  private final FindLeadsById find;

  public ShowLead(FindLeadsById find) {
    this.find = find;
  }

  /** The lead, or null when the tenant has none of this id. */
  public @Nullable LeadState show(String tenant, String leadId) {
    List<LeadState> found = find.find(tenant, List.of(leadId));
    return found.isEmpty() ? null : found.getFirst();
  }
}
