package dev.leadline.enrichment.domain.summary;

import dev.leadline.enrichment.domain.Message;
import dev.leadline.enrichment.domain.Messages;
import dev.leadline.enrichment.domain.summary.Line.Speaker;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.MemberMessageSent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was said, by whom, in what was recorded of a lead. */
public final class Talk {

  private static final String CHAT = typeOf(ChatFact.MessageSent.class);
  private static final String TEXT = typeOf(TextFact.MessageSent.class);
  private static final String CALL = typeOf(VoiceFact.TranscriptAdded.class);

  private Talk() {}

  /** The lines of one event; none of a blocked lead, and none that was never sent. */
  public static List<Line> in(LeadEvent event, String tenant, String leadId, long sequence) {
    if (event instanceof MemberMessageSent sent && sent.personal() != null)
      return List.of(
          new Line(sequence, sent.messageId(), sent.at(), Speaker.MEMBER, sent.personal().text()));
    if (!(event instanceof InteractionRecorded interaction)) return List.of();
    Content content = interaction.personal();
    if (content == null || interaction.decision().hidden() || interaction.decision().suppressed())
      return List.of();
    Instant at = interaction.origin().at();
    var lines = new ArrayList<Line>();
    for (Message message : Messages.in(interaction, tenant, leadId, ""))
      lines.add(new Line(sequence, message.messageId(), at, Speaker.LEAD, message.text()));
    String type = interaction.origin().type();
    if (type.equals(CHAT)) {
      var chat = content.payload().as(ChatFact.MessageSent.class);
      lines.add(new Line(sequence, chat.messageId(), at, Speaker.AGENT, chat.text()));
    } else if (type.equals(TEXT)) {
      var text = content.payload().as(TextFact.MessageSent.class);
      if (text.text() != null)
        lines.add(new Line(sequence, text.sid(), at, Speaker.AGENT, text.text()));
    } else if (type.equals(CALL)) {
      var transcript = content.payload().as(VoiceFact.TranscriptAdded.class);
      for (VoiceFact.Segment segment : transcript.segments())
        if (segment.speaker() == VoiceFact.Speaker.AGENT)
          lines.add(new Line(sequence, transcript.callId(), at, Speaker.AGENT, segment.text()));
    }
    return lines.stream().filter(line -> !line.text().isBlank()).toList();
  }

  private static String typeOf(Class<?> fact) {
    return WireName.of(fact).cloudEventType();
  }
}
