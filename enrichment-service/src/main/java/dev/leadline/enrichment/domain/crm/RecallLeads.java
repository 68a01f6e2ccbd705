package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;
import java.util.Map;

/** What is known of leads that a CRM may be told of. */
@FunctionalInterface
public interface RecallLeads {

  /**
   * A lead as far as it is known.
   *
   * @param sequence of the last event that is in it
   * @param untold whether a CRM is to be told of it once it is known up to its newest event
   */
  record Remembered(LeadState state, long sequence, boolean untold) {

    /** Whether all its events are in it, from the first one. */
    public boolean isWhole() {
      return state.version() == sequence + 1;
    }
  }

  /** Held until the end of the transaction. */
  Map<String, Remembered> recall(Collection<String> leadIds);
}
