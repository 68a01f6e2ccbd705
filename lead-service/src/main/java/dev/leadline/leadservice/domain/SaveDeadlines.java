package dev.leadline.leadservice.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers what is to be done to leads when a time comes, over restarts. */
@FunctionalInterface
public interface SaveDeadlines {

  /**
   * Of one round the later time holds; of two rounds the newer one.
   *
   * @param over what need not be done any more, by lead
   */
  void save(List<Deadline> deadlines, Map<String, Set<Deadline.What>> over);
}
