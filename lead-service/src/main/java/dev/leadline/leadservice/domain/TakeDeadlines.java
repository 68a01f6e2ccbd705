package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.List;

/**
 * Takes what is due, in the transaction that does it: whoever takes it has it alone, and if the
 * transaction fails it is due again.
 */
@FunctionalInterface
public interface TakeDeadlines {

  /**
   * The oldest first. What depends on nobody having written waits until it is known whether
   * somebody has: as long as a lead's newest events were not followed, while Kafka is away for
   * example, none of its takeovers is due.
   */
  List<Deadline> take(Instant now, int most);
}
