package dev.leadline.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes a destination in hand, so that nobody else sends to it until the transaction ends. */
@FunctionalInterface
public interface OpenDestination {

  /** Null if there is none, or somebody else has it in hand. */
  @Nullable Opened open(String destinationId);

  /**
   * A destination and how fast it may be used.
   *
   * @param bucketFullAt see {@link Throttle}
   * @param pausedUntil when it wants to hear of us again
   */
  record Opened(
      Destination destination,
      @Nullable String secret,
      @Nullable Instant bucketFullAt,
      @Nullable Instant pausedUntil) {}
}
