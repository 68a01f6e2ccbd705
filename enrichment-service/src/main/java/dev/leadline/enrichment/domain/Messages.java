package dev.leadline.enrichment.domain;

import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The words of the lead itself in what was recorded (domain 2.5: every message a lead sends). */
public final class Messages {

  private static final String CHAT = typeOf(ChatFact.MessageReceived.class);
  private static final String EMAIL = typeOf(EmailFact.ReplyReceived.class);
  private static final String TEXT = typeOf(TextFact.MessageReceived.class);
  private static final String CALL = typeOf(VoiceFact.TranscriptAdded.class);

  /** Types of channel events that may hold some. */
  public static final Set<String> TYPES = Set.of(CHAT, EMAIL, TEXT, CALL);

  private Messages() {}

  /**
   * None of a lead that is blocked already, whose messages count for nothing. Of a lead that has
   * absorbed another each is of the one that wrote it, to whom its score goes should they be
   * parted.
   */
  public static List<Message> in(
      InteractionRecorded interaction, String tenant, String leadId, String leadEventId) {
    Content content = interaction.personal();
    if (content == null || interaction.decision().hidden()) return List.of();
    var messages = new ArrayList<Message>();
    String type = interaction.origin().type();
    String conversation = interaction.origin().conversationId();
    String part = interaction.leadId();
    String whose = part == null ? leadId : part;
    if (type.equals(CHAT)) {
      var chat = content.payload().as(ChatFact.MessageReceived.class);
      messages.add(
          new Message(tenant, whose, leadEventId, chat.messageId(), conversation, chat.text()));
    } else if (type.equals(TEXT)) {
      var text = content.payload().as(TextFact.MessageReceived.class);
      messages.add(new Message(tenant, whose, leadEventId, text.sid(), conversation, text.text()));
    } else if (type.equals(EMAIL)) {
      var reply = content.payload().as(EmailFact.ReplyReceived.class);
      if (!Boolean.TRUE.equals(reply.autoReply()))
        messages.add(
            new Message(tenant, whose, leadEventId, reply.emailId(), conversation, reply.text()));
    } else if (type.equals(CALL)) {
      var transcript = content.payload().as(VoiceFact.TranscriptAdded.class);
      for (VoiceFact.Segment segment : transcript.segments())
        if (segment.speaker() == VoiceFact.Speaker.LEAD)
          messages.add(
              new Message(
                  tenant,
                  whose,
                  leadEventId,
                  transcript.callId() + "#" + idOf(segment),
                  conversation,
                  segment.text()));
    }
    return messages.stream().filter(message -> !message.text().isBlank()).toList();
  }

  /**
   * A call is written down in pieces, which come as they are ready and may come again: what is said
   * tells one from another, not its place in its piece.
   */
  private static UUID idOf(VoiceFact.Segment segment) {
    String said = segment.at() + " " + segment.text();
    return UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
  }

  private static String typeOf(Class<?> fact) {
    return WireName.of(fact).cloudEventType();
  }
}
