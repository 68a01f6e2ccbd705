package dev.leadline.leadservice.domain;

import java.util.List;
import java.util.Map;

/** Remembers where blocked leads came from, for as long as any tenant may want to know. */
@FunctionalInterface
public interface SaveBlockedNetworks {

  /**
   * What is remembered of these leads from now on, in place of what was.
   *
   * @param networks by lead; none for one that is not blocked any more
   */
  void save(String tenant, Map<String, List<BlockedNetwork>> networks);
}
