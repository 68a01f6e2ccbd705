package dev.leadline.enrichment.domain;

import java.time.Instant;
import java.util.List;

/** Takes what is due; nobody else gets the same. */
@FunctionalInterface
public interface TakeDue {

  /**
   * The ledger says that they are being asked before this returns.
   *
   * @param lostAt when whoever asks must be dead
   */
  List<Inquiry> take(Purpose purpose, Instant now, Instant lostAt, int most);
}
