package dev.leadline.enrichment.domain.crm;

import java.util.List;

/** Which CRMs there are. */
@FunctionalInterface
public interface FindPlans {

  /** One for each that is set up. */
  List<CrmPlan> plans();
}
