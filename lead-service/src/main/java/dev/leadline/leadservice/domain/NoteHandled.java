package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Keeps who did what to parked records, beyond the records themselves. */
@FunctionalInterface
public interface NoteHandled {

  /** One line for each letter; noted again, a line is the same line. */
  void note(Collection<ParkedRecord> letters, Handled how);

  /** What was done. */
  enum Action {
    RETRIED,
    DISCARDED
  }

  /**
   * What was done, by whom and why.
   *
   * @param by the member; null for a program
   * @param why as the operator says it; null for a retry
   */
  record Handled(Action action, @Nullable String by, @Nullable String why, Instant at) {}
}
