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

  /** Unique within one lead; null where only the event's id tells. */
  public static @Nullable String of(ChannelFact fact) {
    return switch (fact) {
      case ChatFact.MessageReceived message -> "CHAT|" + message.messageId();
      case ChatFact.MessageSent message -> "CHAT|" + message.messageId();
      case EmailFact.Sent email -> "EMAIL|" + email.emailId();
      case EmailFact.ReplyReceived reply -> "EMAIL-REPLY|" + reply.emailId();
      case TextFact.MessageReceived text -> "TEXT|" + text.sid();
      case TextFact.MessageSent text -> "TEXT|" + text.sid();
      case VoiceFact.CallEnded call -> "VOICE|" + call.callId();
      case ChannelFact other -> null;
    };
  }
}
