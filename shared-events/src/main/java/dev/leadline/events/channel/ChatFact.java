package dev.leadline.events.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadline.events.Value;
import dev.leadline.events.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the chat agents see. */
public sealed interface ChatFact extends ChannelFact {

  /** The lead opened a chat. */
  @Wire(name = "chat.conversation-started")
  record ConversationStarted(
      @JsonProperty("interface") @Nullable String chatInterface, @Nullable String initialPageUrl)
      implements ChatFact {}

  /**
   * The lead wrote.
   *
   * @param askedForHuman the channel understood that the lead wants a person; absent means no
   */
  @Wire(name = "chat.message-received")
  record MessageReceived(
      String messageId,
      String text,
      @JsonProperty("interface") @Nullable String chatInterface,
      @Nullable List<Attachment> attachments,
      @Nullable String replyTo,
      @Nullable Boolean truncated,
      @Nullable Boolean askedForHuman)
      implements ChatFact {

    /** A message in which nobody asked for a person. */
    public MessageReceived(
        String messageId,
        String text,
        @Nullable String chatInterface,
        @Nullable List<Attachment> attachments,
        @Nullable String replyTo,
        @Nullable Boolean truncated) {
      this(messageId, text, chatInterface, attachments, replyTo, truncated, null);
    }
  }

  /** An agent or a team member wrote to the lead. */
  @Wire(name = "chat.message-sent")
  record MessageSent(
      String messageId,
      String text,
      @Nullable Author author,
      @Nullable String agentVersion,
      @Nullable Long controlVersion,
      @Nullable Boolean truncated)
      implements ChatFact {}

  /** The lead gave an email address; the value may be in {@code identity.email} instead. */
  @Wire(name = "chat.email-captured")
  record EmailCaptured(@Nullable String field, @Nullable String value, @Nullable String messageId)
      implements ChatFact {}

  /** The lead answered a question about itself. */
  @Wire(name = "chat.field-captured")
  record FieldCaptured(String field, Value value, @Nullable String messageId) implements ChatFact {}

  /** The conversation came to an end. */
  @Wire(name = "chat.conversation-ended")
  record ConversationEnded(
      @Nullable String reason, @Nullable Integer leadMessages, @Nullable Integer agentMessages)
      implements ChatFact {}

  /** A team member judged what an agent said, to make it better. */
  @Wire(name = "chat.feedback-given")
  record FeedbackGiven(
      String messageId,
      Rating rating,
      @Nullable String suggestion,
      @Nullable String memberId,
      @Nullable String memberName)
      implements ChatFact {}

  /** Whether an answer was good. */
  enum Rating {
    UP,
    DOWN
  }

  /** Who wrote a message to the lead. */
  enum Author {
    AGENT,
    MEMBER
  }

  /** A file beside a message, by reference. */
  record Attachment(String url, @Nullable String name, @Nullable String contentType) {}
}
