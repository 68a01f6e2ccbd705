package dev.leadline.enrichment.domain;

import dev.leadline.events.Value;
import java.util.Map;

/** What a vendor said of a company lately. */
@FunctionalInterface
public interface RecallCompany {

  /** Empty if nobody was asked lately. */
  Map<String, Value> recall(String tenant, String domain);
}
