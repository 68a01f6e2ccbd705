package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadState;

/** How a row follows the history of its lead. */
public final class LeadRows {

  private LeadRows() {}

  /**
   * The row after one more event. An event that the row already holds changes nothing, however
   * often it comes: the version of a row is the number of events in it.
   *
   * @throws HistoryGap when events before this one are missing in the row
   */
  public static LeadState evolve(LeadState row, StoredEvent stored) {
    if (stored.sequence() < row.version()) return row;
    if (stored.sequence() > row.version())
      throw HistoryGap.in(row.leadId(), row.version(), stored.sequence());
    return row.evolve(stored.event());
  }
}
