package dev.leadline.gateway.domain;

import java.util.List;
import java.util.function.Consumer;

/** All leads that a query asks for, as they are at one moment, however many. */
@FunctionalInterface
public interface EachLead {

  /**
   * Hands over each of them in the order of the query, one at a time; its cursor and limit do not
   * matter.
   *
   * @param customFields is told first, and once, which custom fields leads of the tenant have
   * @throws Unavailable when they cannot be read now
   */
  void each(LeadQuery query, Consumer<List<String>> customFields, Consumer<ExportedLead> leads);
}
