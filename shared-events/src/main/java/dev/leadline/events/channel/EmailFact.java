package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import org.jspecify.annotations.Nullable;

/** What the email agents see. */
public sealed interface EmailFact extends ChannelFact {

  /** An agent or a team member wrote to the lead. */
  @Wire(name = "email.sent")
  record Sent(
      String emailId,
      @Nullable String threadId,
      @Nullable String messageIdHeader,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String from,
      @Nullable String to,
      @Nullable String workflowId,
      @Nullable String stepId,
      @Nullable Long controlVersion,
      @Nullable Boolean truncated)
      implements EmailFact {}

  /** The mailbox took it. */
  @Wire(name = "email.delivered")
  record Delivered(String emailId) implements EmailFact {}

  /** The mailbox did not take it. */
  @Wire(name = "email.bounced")
  record Bounced(String emailId, Bounce bounce, @Nullable String code) implements EmailFact {}

  /** It was opened, or a machine loaded its pictures: that cannot be told apart. */
  @Wire(name = "email.opened")
  record Opened(String emailId, @Nullable Boolean isProxy) implements EmailFact {}

  /** A link in it was followed. */
  @Wire(name = "email.link-clicked")
  record LinkClicked(String emailId, String url, @Nullable Boolean isMachine)
      implements EmailFact {}

  /**
   * The lead, or a machine in its name, answered.
   *
   * @param autoReply an out-of-office notice or the like: it counts for nothing
   * @param askedForHuman the channel understood that the lead wants a person; absent means no
   */
  @Wire(name = "email.reply-received")
  record ReplyReceived(
      String emailId,
      @Nullable String inReplyTo,
      @Nullable String subject,
      String text,
      @Nullable String from,
      @Nullable Boolean autoReply,
      @Nullable Boolean truncated,
      @Nullable Boolean askedForHuman)
      implements EmailFact {

    /** An answer in which nobody asked for a person. */
    public ReplyReceived(
        String emailId,
        @Nullable String inReplyTo,
        @Nullable String subject,
        String text,
        @Nullable String from,
        @Nullable Boolean autoReply,
        @Nullable Boolean truncated) {
      this(emailId, inReplyTo, subject, text, from, autoReply, truncated, null);
    }
  }

  /** The lead wants no more emails. */
  @Wire(name = "email.unsubscribed")
  record Unsubscribed(@Nullable String scope) implements EmailFact {}

  /** The lead called an email spam. */
  @Wire(name = "email.complained")
  record Complained(@Nullable String scope) implements EmailFact {}

  /** Whether a later try may succeed. */
  enum Bounce {
    HARD,
    SOFT
  }
}
