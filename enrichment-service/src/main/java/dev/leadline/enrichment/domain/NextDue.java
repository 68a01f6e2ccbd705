package dev.leadline.enrichment.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When there is something to ask. */
@FunctionalInterface
public interface NextDue {

  /** Null if nothing waits. */
  @Nullable Instant next(Purpose purpose);
}
