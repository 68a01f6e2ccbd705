package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Reads when rules last told of leads. */
@FunctionalInterface
public interface RecallTold {

  /** What was told of these leads since then. */
  Map<Planning.Told, Instant> recall(Collection<String> leadIds, Instant since);
}
