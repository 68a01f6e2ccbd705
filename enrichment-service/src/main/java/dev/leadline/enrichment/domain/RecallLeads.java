package dev.leadline.enrichment.domain;

import java.util.Collection;
import java.util.Map;

/** What is remembered of leads. */
@FunctionalInterface
public interface RecallLeads {

  /** Those that are known. */
  Map<String, KnownLead> recall(Collection<String> leadIds);
}
