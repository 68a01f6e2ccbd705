package dev.leadline.enrichment.domain.crm;

import dev.leadline.enrichment.domain.crm.Pulling.Known;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.util.Collection;
import java.util.Map;

/** What records of a CRM are known to hold. */
@FunctionalInterface
public interface RecallRecords {

  /** By their ids. */
  Map<String, Known> known(CrmSystem system, Collection<String> externalIds);
}
