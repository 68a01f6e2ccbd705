package dev.leadline.enrichment.domain;

import java.util.Collection;

/** Notes in the ledger what the platform was told, and what nobody can tell it. */
@FunctionalInterface
public interface MarkTold {

  /**
   * The answers themselves are forgotten.
   *
   * @param refused those of them that the broker does not take: they have failed
   */
  void told(Collection<String> inquiryIds, Collection<String> refused);
}
