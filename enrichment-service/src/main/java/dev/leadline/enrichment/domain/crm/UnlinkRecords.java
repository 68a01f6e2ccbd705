package dev.leadline.enrichment.domain.crm;

import java.time.Instant;

/** Forgets that records of CRMs are a lead's. */
@FunctionalInterface
public interface UnlinkRecords {

  /** Those that became the lead's from this time on; what they hold stays known. */
  void unlink(String leadId, Instant since);
}
