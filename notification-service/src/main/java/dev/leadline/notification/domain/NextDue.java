package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells when to look at a destination again. */
@FunctionalInterface
public interface NextDue {

  /** When its next line is due; null if none waits. */
  @Nullable Instant nextDue(String destinationId);
}
