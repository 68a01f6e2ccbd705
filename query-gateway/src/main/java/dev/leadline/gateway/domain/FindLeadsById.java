package dev.leadline.gateway.domain;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;
import java.util.List;

/** Leads by their ids. */
@FunctionalInterface
public interface FindLeadsById {

  /**
   * Those that exist in the tenant, in any order.
   *
   * @throws Unavailable when they cannot be read now
   */
  List<LeadState> find(String tenant, Collection<String> leadIds);
}
