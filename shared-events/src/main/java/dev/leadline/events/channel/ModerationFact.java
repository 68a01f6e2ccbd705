package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What moderation found, and what team members make of it. */
public sealed interface ModerationFact extends ChannelFact {

  /**
   * A message was scored.
   *
   * @param scores category to score, 0 to 1
   */
  @Wire(name = "moderation.message-scored")
  record MessageScored(
      String messageId,
      Map<String, Double> scores,
      @Nullable String model,
      @Nullable String modelVersion)
      implements ModerationFact {}

  /** A member blocks the lead. */
  @Wire(name = "block.requested")
  record BlockRequested(
      String memberId,
      @Nullable String memberName,
      String reason,
      @Nullable String note,
      @Nullable Instant until)
      implements ModerationFact {}

  /** A member lets the lead in again. */
  @Wire(name = "unblock.requested")
  record UnblockRequested(
      String memberId, @Nullable String memberName, @Nullable String reason, @Nullable String note)
      implements ModerationFact {}
}
