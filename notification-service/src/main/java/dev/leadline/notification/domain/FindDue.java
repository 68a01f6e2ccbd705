package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is to go to a destination now. */
@FunctionalInterface
public interface FindDue {

  /**
   * What is due, the oldest first.
   *
   * @param oldest what was due at first then or before is old news, and is left out
   */
  List<Due> due(String destinationId, Instant now, Instant oldest, int limit);

  /**
   * A line that is due.
   *
   * @param firstDueAt since when; it may have been put off, or not have arrived
   * @param terms of its rule; null if that is gone
   * @param notice null if it was erased
   */
  record Due(
      Delivery delivery, Instant firstDueAt, @Nullable Terms terms, @Nullable Notice notice) {}
}
