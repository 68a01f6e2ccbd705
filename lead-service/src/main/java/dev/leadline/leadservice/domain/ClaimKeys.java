package dev.leadline.leadservice.domain;

import java.util.Map;

/**
 * Ties keys to leads, in the transaction of the append. A key that somebody else claimed at the
 * same time makes the whole transaction fail as a conflict: it is done again, and then finds the
 * winner.
 */
@FunctionalInterface
public interface ClaimKeys {

  /** Claims every key for its lead. */
  void claim(Map<TenantKey, String> leadOfKey);
}
