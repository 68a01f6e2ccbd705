package dev.leadline.enrichment.domain;

import java.time.Instant;
import java.util.List;

/** What is known and was not yet told. */
@FunctionalInterface
public interface FindUntold {

  /** Oldest first. */
  List<Tidings> untold(Instant answeredBefore, int most);
}
