package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.List;

/** Tells how much of a rule a destination got. */
@FunctionalInterface
public interface RecentlySent {

  /** When messages of the rule last went there, newest first; those of a digest are one. */
  List<Instant> recent(String ruleId, String destinationId, int limit);
}
