package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.List;

/**
 * Takes what is due, in the transaction that does it: whoever takes it has it alone, and if the
 * transaction fails it is due again.
 */
@FunctionalInterface
public interface TakeDeadlines {

  /** The oldest first. */
  List<Deadline> take(Instant now, int most);
}
