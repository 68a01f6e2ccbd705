package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells when to look at a destination again. */
@FunctionalInterface
public interface NextDue {

  /**
   * When its next line is due; null if none waits.
   *
   * @param oldest what was due at first then or before is old news, and waits for nothing
   */
  @Nullable Instant nextDue(String destinationId, Instant oldest);
}
