package dev.leadline.notification.domain;

import java.time.Instant;

/** Gives up lines whose sender must be dead: nobody knows whether they arrived. */
@FunctionalInterface
public interface GiveUpLost {

  /** How many there were. */
  int giveUp(Instant now);
}
