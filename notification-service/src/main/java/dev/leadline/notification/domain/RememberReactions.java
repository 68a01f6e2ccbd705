package dev.leadline.notification.domain;

import java.util.Collection;
import java.util.List;

/** Writes down, all of it or nothing, what a batch of events led to. */
@FunctionalInterface
public interface RememberReactions {

  /** Within the transaction that has read what was remembered before. */
  void remember(Reactions reactions);

  /**
   * What a batch led to.
   *
   * @param leads as they are now
   * @param planned lines for the ledger; one that is there already stays as it is
   * @param erased ids of leads of which nothing personal may stay
   */
  record Reactions(Collection<KnownLead> leads, List<Planned> planned, List<String> erased) {}
}
