package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.lead.LeadAnnouncement;
import java.util.Collection;

/** Keeps events until those before them are known. */
@FunctionalInterface
public interface LetWait {

  /**
   * In the transaction in which it was asked which wait.
   *
   * @param early those that wait; some may do so already
   * @param reached up to these events of their leads none waits any more
   */
  void letWait(Collection<LeadAnnouncement> early, Collection<LeadAnnouncement> reached);
}
