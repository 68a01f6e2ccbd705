package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.Value;
import java.util.List;
import java.util.Map;

/** Publishes pulled records as channel events. */
@FunctionalInterface
public interface TellPulled {

  /** A record and what is new in it. */
  record News(CrmRecord record, Map<String, Value> fields) {}

  /** Returns when the broker has them all. */
  void tell(CrmPlan plan, List<News> news);
}
