package dev.leadline.enrichment.domain;

import dev.leadline.events.channel.ChannelFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes into the ledger what came of a question. */
@FunctionalInterface
public interface SettleInquiry {

  /** What came of it. */
  sealed interface Settlement {}

  /**
   * Answered or given up: what is to be told is kept until it was told.
   *
   * @param reason null if all went well
   */
  record Closed(State state, @Nullable String reason, List<ChannelFact> facts, Instant at)
      implements Settlement {}

  /** To be asked again. */
  record Postponed(String reason, Instant dueAt) implements Settlement {}

  /** How a question ended. */
  enum State {
    DONE,
    FAILED,
    DROPPED
  }

  /**
   * Whether it counts: an erasure takes the question away, and one that was given back is that of
   * whoever asks it now. One that was merely given up for lost is ended all the same.
   */
  boolean settle(Inquiry inquiry, Settlement settlement);
}
