package dev.leadline.gateway.domain;

import dev.leadline.events.view.LeadRow;
import java.util.function.Consumer;

/** All leads that a query asks for, as they are at one moment, however many. */
@FunctionalInterface
public interface EachLead {

  /**
   * Hands over each of them in the order of the query, one at a time; its cursor and limit do not
   * matter.
   *
   * @throws Unavailable when they cannot be read now
   */
  void each(LeadQuery query, Consumer<LeadRow> leads);
}
