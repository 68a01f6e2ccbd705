package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Who is still signed in. */
@FunctionalInterface
public interface FindSessions {

  /**
   * Those of some sessions that there are and that are not over.
   *
   * @throws Unavailable when they cannot be read now
   */
  Set<String> goOn(Collection<String> sessionIds, Instant now);
}
