package dev.leadline.events.ops;

import dev.leadline.events.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of work that operators began: about no lead, and with nothing personal in it.
 * Published by the service that did the work, to the tenant whose member asked for it.
 */
public sealed interface OpsEvent {

  /** How work ended. */
  enum Outcome {
    DONE,
    FAILED,
    CANCELED
  }

  /**
   * A read model was projected again, wholly or in part, and that is over.
   *
   * @param events how many were projected
   * @param differing documents that were found different; null if none were compared
   * @param failure why it ended so, where it failed
   */
  @Wire(name = "ops.replay-finished", revision = 1)
  record ReplayFinished(
      String rebuildId,
      String projection,
      Outcome outcome,
      Instant startedAt,
      Instant finishedAt,
      long events,
      @Nullable Long differing,
      @Nullable String failure)
      implements OpsEvent {}
}
