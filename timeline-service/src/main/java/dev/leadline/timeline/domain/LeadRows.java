package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadEvent.LeadErased;
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

  /**
   * What an erasure leaves of a row that cannot follow its lead: at the version that it has, so
   * that the events which it lacks can still follow.
   */
  public static LeadState erased(LeadState row, LeadErased erasure) {
    LeadState left = row.evolve(erasure);
    return new LeadState(
        left.leadId(),
        left.tenant(),
        left.source(),
        left.own(),
        left.absorbed(),
        left.control(),
        left.block(),
        left.suggestions(),
        left.apart(),
        left.mergedInto(),
        row.version(),
        left.erasedAt());
  }
}
