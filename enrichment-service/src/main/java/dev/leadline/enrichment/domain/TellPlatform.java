package dev.leadline.enrichment.domain;

import java.util.List;

/** Publishes what was learned as channel events. */
@FunctionalInterface
public interface TellPlatform {

  /** Returns when the broker has them all. */
  void tell(List<Tidings> tidings);
}
