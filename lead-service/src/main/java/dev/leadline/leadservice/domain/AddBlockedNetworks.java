package dev.leadline.leadservice.domain;

import java.util.List;
import java.util.Map;

/** Remembers where blocked leads came by again. */
@FunctionalInterface
public interface AddBlockedNetworks {

  /**
   * What is remembered of these leads beside what was: each network once, by its latest visit.
   *
   * @param visits by lead
   */
  void add(String tenant, Map<String, List<BlockedNetwork>> visits);
}
