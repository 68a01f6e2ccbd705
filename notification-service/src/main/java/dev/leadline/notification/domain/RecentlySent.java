package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.List;

/** Tells how much of a rule a destination got. */
@FunctionalInterface
public interface RecentlySent {

  /**
   * When messages of the rule last went there, newest first. What is known not to have arrived did
   * not go.
   *
   * @param together whether those that went at the same moment were one message, a digest
   */
  List<Instant> recent(String ruleId, String destinationId, boolean together, int limit);
}
