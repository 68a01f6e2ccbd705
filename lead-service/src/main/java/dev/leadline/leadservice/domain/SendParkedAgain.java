package dev.leadline.leadservice.domain;

import java.util.Collection;

/** Gives parked records to the ingest again, as they were received. */
@FunctionalInterface
public interface SendParkedAgain {

  /**
   * Returns when the broker has them and the letters are gone. After a crash in between a letter is
   * still there although its record was sent: sent once more it is a duplicate.
   *
   * @return those that were sent; the others were no longer there, or nothing is left of them
   */
  Collection<String> sendAgain(Collection<String> ids);
}
