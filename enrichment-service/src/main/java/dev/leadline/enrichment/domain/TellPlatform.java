package dev.leadline.enrichment.domain;

import java.util.List;
import java.util.Set;

/** Publishes what was learned as channel events. */
@FunctionalInterface
public interface TellPlatform {

  /**
   * Returns when the broker has them all, but for those that it will never take.
   *
   * @return ids of the inquiries whose answers it does not take, since they are too large
   */
  Set<String> tell(List<Tidings> tidings);
}
