package dev.leadline.gateway.domain;

import java.util.Collection;
import java.util.function.Consumer;

/** All rows, for an index that is built anew. */
@FunctionalInterface
public interface ScanRows {

  /**
   * Hands them over in batches, from several threads at once, with few of them in memory.
   *
   * @throws Unavailable when they cannot be read now; what was handed over is then incomplete
   */
  void scan(Consumer<Collection<IndexedRow>> batches);
}
