package dev.leadline.notification.domain;

import java.time.Instant;

/**
 * Deletes lines that ended long ago. With a line goes the knowledge that its event was told: who
 * plans must plan nothing for an event that is so old.
 */
@FunctionalInterface
public interface ForgetEnded {

  /**
   * A portion of them; what waits or is on its way stays.
   *
   * @param before what has not changed since then is deleted
   * @param limit how many, at most
   * @return how many there were; fewer than {@code limit} if no more are left
   */
  int forget(Instant before, int limit);
}
