package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VoiceFact;
import org.jspecify.annotations.Nullable;

/**
 * The key by which a channel itself tells its facts apart. A second event with the same one is a
 * duplicate, whatever id its producer gave it (domain 4.10, 10).
 */
public final class NaturalKeys {

  private NaturalKeys() {}

  /**
   * Unique within one lead; null where only the event's id tells. Chats number their messages by
   * conversation (domain 5.1); emails, texts and calls have ids that are their own.
   *
   * @param conversationId null if the channel does not say, which is told apart from all that do
   */
  public static @Nullable String of(ChannelFact fact, @Nullable String conversationId) {
    return switch (fact) {
      case ChatFact.MessageReceived message -> chat(conversationId, message.messageId());
      case ChatFact.MessageSent message -> chat(conversationId, message.messageId());
      case EmailFact.Sent email -> "EMAIL|" + email.emailId();
      case EmailFact.ReplyReceived reply -> "EMAIL-REPLY|" + reply.emailId();
      case TextFact.MessageReceived text -> "TEXT|" + text.sid();
      case TextFact.MessageSent text -> "TEXT|" + text.sid();
      case VoiceFact.CallEnded call -> "VOICE|" + call.callId();
      case ChannelFact other -> null;
    };
  }

  /** No text of an event has a NUL in it. */
  private static String chat(@Nullable String conversationId, String messageId) {
    return "CHAT|" + (conversationId == null ? "" : conversationId + '\0') + messageId;
  }
}
