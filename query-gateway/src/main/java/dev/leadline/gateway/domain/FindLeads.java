package dev.leadline.gateway.domain;

import java.util.List;
import java.util.Map;

/** The leads that a query asks for, in its order. */
@FunctionalInterface
public interface FindLeads {

  /**
   * At most {@link LeadQuery#limit()} leads, and how many there are on all pages together.
   *
   * @throws Unavailable when they cannot be read now
   */
  Answer find(LeadQuery query);

  /**
   * What was found, at one moment.
   *
   * @param total over all pages, exact
   * @param more whether there are leads after these
   * @param facets for each value how many leads would be found if it were the only one chosen of
   *     its dimension; values that no lead has may be absent
   */
  record Answer(
      List<Found> found, long total, boolean more, Map<Dimension, Map<String, Long>> facets) {}

  /**
   * A lead and its place in an order.
   *
   * @param rank of its match or stage, where the order is by that
   * @param activity in milliseconds, which decides among equals where the order is not by that
   * @param name where the order is by that
   */
  record Found(WrittenRow row, SortOrder order, int rank, long activity, String name) {

    /** From here the list goes on; whose row it is can be read there. */
    public Cursor.AfterLead place(String leadId) {
      return new Cursor.AfterLead(order, rank, activity, name, leadId);
    }
  }
}
