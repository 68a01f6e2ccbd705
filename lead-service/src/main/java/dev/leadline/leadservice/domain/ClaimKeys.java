package dev.leadline.leadservice.domain;

import java.util.Map;

/**
 * Ties keys to leads, in the transaction of the append. A key that somebody else claimed or moved
 * at the same time makes the whole transaction fail as a conflict: it is done again, and then finds
 * the winner.
 */
@FunctionalInterface
public interface ClaimKeys {

  /**
   * Claims keys that were nobody's, and moves others.
   *
   * @param leadOfKey the lead of each key that was nobody's
   * @param moved keys that somebody else uses from now on
   */
  void claim(Map<TenantKey, String> leadOfKey, Map<TenantKey, Move> moved);

  /** From one lead to another. */
  record Move(String from, String to) {}
}
