package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.Collection;

/** Is told of erased leads, so that nothing of them is kept anywhere; perhaps more than once. */
@FunctionalInterface
public interface TellErased {

  /**
   * Of whoever was erased before then nothing is kept: they need not be told.
   *
   * @throws Unavailable when that cannot be known now
   */
  default Instant since() {
    return Instant.MIN;
  }

  void erased(Collection<IndexedRow.Erased> leads);
}
