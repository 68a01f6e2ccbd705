package dev.leadline.enrichment.domain;

import java.util.Map;

/** What a vendor said of a company lately. */
@FunctionalInterface
public interface RecallCompany {

  /** By the name of the field; empty if nobody was asked lately. */
  Map<String, CompanyValue> recall(String tenant, String domain);
}
