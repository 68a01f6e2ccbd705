package dev.leadline.leadservice.domain;

import java.util.function.LongUnaryOperator;

/** Lets one instance of the service at a time announce what was stored since the last time. */
@FunctionalInterface
public interface AnnounceInTurn {

  /**
   * Gives the announcer the position up to which all is announced, and remembers the one that it
   * returns. Does nothing while another instance is at it.
   *
   * @return whether the position has moved
   */
  boolean announce(LongUnaryOperator announcer);
}
