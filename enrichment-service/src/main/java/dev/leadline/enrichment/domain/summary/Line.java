package dev.leadline.enrichment.domain.summary;

import java.time.Instant;

/**
 * Something that was written or said in a conversation.
 *
 * @param sequence of the event that brought it, among those of its lead
 * @param messageId the channel's id, by which it is cited
 */
public record Line(long sequence, String messageId, Instant at, Speaker speaker, String text) {

  /** The same without its place in a history that is not the lead's own. */
  public Line elsewhere() {
    return new Line(0, messageId, at, speaker, text);
  }

  /** Who said it. */
  public enum Speaker {
    LEAD,
    AGENT,
    MEMBER
  }
}
