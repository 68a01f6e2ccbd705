package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.lead.LeadState;
import java.util.Collection;
import java.util.Map;

/** What is known of leads that a CRM may be told of. */
@FunctionalInterface
public interface RecallLeads {

  /** A lead and the place of the last event that is in it. */
  record Remembered(LeadState state, long sequence) {}

  /** Held until the end of the transaction. */
  Map<String, Remembered> recall(Collection<String> leadIds);
}
