package dev.leadline.notification.domain;

import java.time.Instant;

/** Gives a tenant what it begins with, once. */
@FunctionalInterface
public interface BeginTenant {

  /**
   * Does nothing for a tenant that has begun.
   *
   * @param since events from then on are told
   */
  void begin(String tenant, Instant since);
}
