package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import org.jspecify.annotations.Nullable;

/** What the text agents see; the natural key of a text is its {@code sid}. */
public sealed interface TextFact extends ChannelFact {

  /**
   * The lead wrote.
   *
   * @param askedForHuman the channel understood that the lead wants a person; absent means no
   */
  @Wire(name = "text.message-received")
  record MessageReceived(
      String sid,
      String text,
      @Nullable String from,
      @Nullable Boolean truncated,
      @Nullable Boolean askedForHuman)
      implements TextFact {

    /** A text in which nobody asked for a person. */
    public MessageReceived(
        String sid, String text, @Nullable String from, @Nullable Boolean truncated) {
      this(sid, text, from, truncated, null);
    }
  }

  /** An agent or a team member wrote to the lead. */
  @Wire(name = "text.message-sent")
  record MessageSent(
      String sid,
      @Nullable String text,
      @Nullable String status,
      @Nullable String workflowId,
      @Nullable Long controlVersion,
      @Nullable Boolean truncated)
      implements TextFact {}

  /** The phone took it. */
  @Wire(name = "text.delivered")
  record Delivered(String sid, @Nullable String status) implements TextFact {}

  /** The phone did not take it. */
  @Wire(name = "text.failed")
  record Failed(String sid, @Nullable String status) implements TextFact {}

  /** The lead wants no more texts. */
  @Wire(name = "text.opted-out")
  record OptedOut(@Nullable String keyword) implements TextFact {}

  /** The lead wants texts again. */
  @Wire(name = "text.opted-in")
  record OptedIn(@Nullable String keyword) implements TextFact {}
}
