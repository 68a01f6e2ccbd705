package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.List;

/** Writes down what is about to happen, before it does. */
@FunctionalInterface
public interface KeepTurn {

  /** Within the transaction in which the destination was taken in hand. */
  void keep(Turn turn, Instant now);

  /**
   * What is to become of the lines that were due.
   *
   * @param sending messages that go now
   * @param lostAt when whoever sends them must be dead
   * @param bucketFullAt see {@link Throttle}
   */
  record Turn(
      String destinationId,
      List<Sending> sending,
      Instant lostAt,
      Instant bucketFullAt,
      List<HeldBack> heldBack,
      List<Dropped> dropped) {}

  /**
   * The lines of a message.
   *
   * @param at when it went, for the rate: one moment for all messages of a digest
   */
  record Sending(List<Long> deliveryIds, Instant at) {}

  /** All lines of a rule for this destination that are due: they wait. */
  record HeldBack(String ruleId, Instant until, String reason) {}

  /** A line that is never sent. */
  record Dropped(long deliveryId, String reason) {}
}
