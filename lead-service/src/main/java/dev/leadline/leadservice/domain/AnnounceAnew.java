package dev.leadline.leadservice.domain;

import java.util.function.LongUnaryOperator;

/**
 * Lets one instance of the service at a time announce again what a topic has lost. That a topic is
 * another one than before is told by the id that the broker gave it.
 */
@FunctionalInterface
public interface AnnounceAnew {

  /**
   * Gives the announcer the position up to which all is announced on this very topic, and remembers
   * the one that it returns; from the first event, if the topic is new, up to what had been
   * announced on the one before. Does nothing while another instance is at it.
   *
   * @return whether the position has moved, so that there may be more to be done
   */
  boolean announceAnew(String topic, String topicId, LongUnaryOperator announcer);
}
