package dev.leadline.enrichment.domain;

import java.time.Instant;

/** Finds questions whose asker must be dead. */
@FunctionalInterface
public interface GiveUpLost {

  /**
   * Those that may be repeated wait again; of the others nobody knows the end, and they are not
   * asked again by themselves. How many of the latter there were.
   */
  int giveUp(Instant now);
}
