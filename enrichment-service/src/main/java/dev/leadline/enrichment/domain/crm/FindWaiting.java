package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.lead.LeadAnnouncement;
import java.util.Collection;
import java.util.List;

/** Which events wait for those before them. */
@FunctionalInterface
public interface FindWaiting {

  /** Of these leads. Nobody else lets any wait before the transaction ends in which it is asked. */
  List<LeadAnnouncement> of(Collection<String> leadIds);
}
