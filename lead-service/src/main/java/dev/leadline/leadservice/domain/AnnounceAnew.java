package dev.leadline.leadservice.domain;

import java.util.function.LongUnaryOperator;

/**
 * Lets one instance of the service at a time announce again what a topic has lost, and none while
 * another announces what is new. That a topic is another one than before is told by the id that the
 * broker gave it.
 */
@FunctionalInterface
public interface AnnounceAnew {

  /** What came of it. */
  enum Outcome {
    /** Some was announced; there may be more to be done. */
    MOVED,
    /** The topic has everything. */
    COMPLETE,
    /** Another instance is at it. */
    NOT_OUR_TURN
  }

  /**
   * Gives the announcer the position up to which all is announced on this very topic, and remembers
   * the one that it returns; from the first event, if the topic is new, up to what had been
   * announced on the one before.
   */
  Outcome announceAnew(String topic, String topicId, LongUnaryOperator announcer);
}
