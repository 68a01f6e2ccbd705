package dev.leadline.leadservice.domain;

import java.util.function.LongSupplier;

/** Completes erasures one by one; of several instances one does it at a time. */
@FunctionalInterface
public interface CompleteErasures {

  /**
   * Has the oldest one completed that is not yet. If that fails it stays as it is.
   *
   * @param deadLetters deletes what was parked of anybody erased, and says how much it was
   * @return whether there was one
   */
  boolean completeNext(LongSupplier deadLetters);
}
