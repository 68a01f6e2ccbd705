package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts a line back because a person says so. */
@FunctionalInterface
public interface SendAgain {

  /**
   * Makes a line that failed, was given up, or whose outcome is unknown, wait to be sent at once,
   * for as long as a new one may wait.
   *
   * @return its destination; null if there is no such line, or it is not in such a state
   */
  @Nullable String sendAgain(String tenant, long deliveryId, Instant now);
}
