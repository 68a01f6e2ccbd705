package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what became of tries. */
@FunctionalInterface
public interface SettleTries {

  /** All in one transaction. */
  void settle(List<Settled> settled, Verdict verdict, Instant now);

  /**
   * A line after a try.
   *
   * @param attempt which of its tries it was
   * @param dueAt when it is tried again, if it is; null for as it was
   * @param reason for a person; null if all is well
   */
  record Settled(
      long deliveryId,
      int attempt,
      Delivery.State state,
      @Nullable Instant dueAt,
      @Nullable String reason) {}

  /**
   * A destination after a try.
   *
   * @param pausedUntil null if nothing is to be waited for
   */
  record Verdict(
      String destinationId,
      boolean enabled,
      @Nullable String trouble,
      int failures,
      @Nullable Instant pausedUntil) {}
}
