package dev.leadline.enrichment.domain;

import java.util.Collection;

/** Notes in the ledger that the platform was told. */
@FunctionalInterface
public interface MarkTold {

  /** The answers themselves are forgotten. */
  void told(Collection<String> inquiryIds);
}
