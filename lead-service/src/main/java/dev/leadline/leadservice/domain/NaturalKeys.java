package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
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
      case ChatFact chat ->
          switch (chat) {
            case ChatFact.MessageReceived received -> "CHAT|" + received.messageId();
            case ChatFact.MessageSent sent -> "CHAT|" + sent.messageId();
            case ChatFact.ConversationStarted started -> null;
            case ChatFact.EmailCaptured captured -> null;
          };
      case WebFact web -> null;
      case FormFact form -> null;
      case CalendarFact calendar -> null;
      case WorkflowFact workflow -> null;
      case UnrecognisedFact unrecognised -> null;
    };
  }
}
