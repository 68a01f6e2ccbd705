package dev.leadline.enrichment.domain;

import java.util.Map;

/** Keeps what a vendor said of a company, so that it is asked once for all its people. */
@FunctionalInterface
public interface RememberCompany {

  /** Takes the place of what was remembered. */
  void remember(String tenant, String domain, Map<String, CompanyValue> fields);
}
