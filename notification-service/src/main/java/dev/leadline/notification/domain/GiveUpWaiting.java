package dev.leadline.notification.domain;

import java.time.Instant;

/** Gives up lines that have waited for too long: they are old news by now. */
@FunctionalInterface
public interface GiveUpWaiting {

  /**
   * A portion of them; a person can have them sent again.
   *
   * @param oldest what was due at first then or before is given up
   * @param limit how many, at most
   * @return how many there were; fewer than {@code limit} if no more are left
   */
  int giveUp(Instant oldest, Instant now, int limit);
}
