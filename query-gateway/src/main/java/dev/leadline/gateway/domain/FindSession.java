package dev.leadline.gateway.domain;

import java.time.Instant;

/** Whether somebody is still signed in. */
@FunctionalInterface
public interface FindSession {

  /**
   * Whether there is such a session, and it is not over.
   *
   * @throws Unavailable when it cannot be read now
   */
  boolean goesOn(String sessionId, Instant now);
}
