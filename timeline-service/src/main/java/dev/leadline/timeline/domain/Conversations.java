package dev.leadline.timeline.domain;

import static java.util.stream.Collectors.joining;

import dev.leadline.events.Channel;
import dev.leadline.events.Shortened;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.Sums;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What events add to {@link ReadModels#CONVERSATIONS}: chats and calls. */
public final class Conversations {

  private static final int LONGEST_QUESTION = 300;

  private Conversations() {}

  /** The addition; null if the event is in no conversation or counts for nothing. */
  public static @Nullable Addition of(StoredEvent stored) {
    if (!(stored.event() instanceof InteractionRecorded event) || !ChannelDays.counts(event))
      return null;
    Origin origin = event.origin();
    if (origin.channel() != Channel.CHAT && origin.channel() != Channel.VOICE) return null;
    String leadId = event.leadId() == null ? stored.leadId() : event.leadId();
    var fixed = new TreeMap<String, String>();
    fixed.put("tenant", stored.tenant());
    fixed.put("lead", leadId);
    fixed.put("channel", origin.channel().name());
    var sums = new TreeMap<String, Long>();
    if (event.decision().messages() > 0)
      sums.put(Sums.MESSAGES, (long) event.decision().messages());
    String author = ChannelDays.author(origin);
    if (author != null) sums.put(author, 1L);
    var least = new TreeMap<String, String>();
    var greatest = new TreeMap<String, String>();
    if (isLive(origin)) {
      least.put(Sums.FIRST, ReadModels.sortable(origin.at()));
      greatest.put(Sums.LAST, ReadModels.sortable(origin.at()));
    }
    said(event, least, greatest);
    var members = new TreeMap<String, String>();
    if (origin.agent() != null) members.put("agents", origin.agent().agentId());
    return new Addition(
        leadId + "|" + conversation(origin),
        leadId,
        stored.leadId(),
        stored.sequence(),
        stored.sequence(),
        fixed,
        sums,
        least,
        greatest,
        members);
  }

  /** What channels give no id to is one conversation a day. */
  private static String conversation(Origin origin) {
    String id = origin.conversationId();
    return id != null
        ? origin.channel() + "|" + id
        : origin.channel() + " " + origin.at().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Transcripts and judgements come afterwards. */
  private static boolean isLive(Origin origin) {
    return switch (origin.type()) {
      case "leadline.voice.transcript-added.v1", "leadline.chat.feedback-given.v1" -> false;
      default -> true;
    };
  }

  private static void said(
      InteractionRecorded event, Map<String, String> least, Map<String, String> greatest) {
    Content content = event.personal();
    if (content == null) return;
    Origin origin = event.origin();
    String widget = content.context() == null ? null : content.context().chatInterface();
    ChannelFact fact =
        switch (origin.type()) {
          case "leadline.chat.conversation-started.v1",
              "leadline.chat.message-received.v1",
              "leadline.voice.transcript-added.v1" ->
              ChannelFacts.of(origin.type(), content.payload());
          default -> null;
        };
    switch (fact) {
      case ChatFact.ConversationStarted started -> {
        if (started.chatInterface() != null) widget = started.chatInterface();
        if (started.initialPageUrl() != null)
          least.put(Sums.PAGE, told(origin, page(started.initialPageUrl())));
      }
      case ChatFact.MessageReceived message -> {
        if (message.chatInterface() != null) widget = message.chatInterface();
        question(message.text(), origin, greatest);
      }
      case VoiceFact.TranscriptAdded transcript ->
          question(asked(transcript.segments()), origin, greatest);
      case null -> {}
      case ChannelFact _ -> {}
    }
    if (widget != null && origin.channel() == Channel.CHAT)
      least.put(Sums.INTERFACE, told(origin, widget));
  }

  private static @Nullable String asked(@Nullable List<VoiceFact.Segment> segments) {
    if (segments == null) return null;
    return segments.stream()
        .filter(segment -> segment.speaker() == VoiceFact.Speaker.LEAD)
        .map(VoiceFact.Segment::text)
        .filter(text -> text != null && text.contains("?"))
        .collect(joining(" "));
  }

  /** A stored payload may lack what its type demands now. */
  private static void question(@Nullable String text, Origin origin, Map<String, String> greatest) {
    if (text == null || !text.contains("?")) return;
    greatest.put(Sums.QUESTION, told(origin, Shortened.to(LONGEST_QUESTION, text)));
  }

  /** An address without what was asked of it, which may say who did. */
  private static String page(String url) {
    int end = url.length();
    for (char sign : new char[] {'?', '#'}) {
      int at = url.indexOf(sign);
      if (at >= 0) end = Math.min(end, at);
    }
    return Shortened.to(LONGEST_QUESTION, url.substring(0, end));
  }

  /** A value after the moment that told it, so that the newest or the oldest can be kept. */
  static String told(Origin origin, String value) {
    return "%s|%s|%s\n%s"
        .formatted(ReadModels.sortable(origin.at()), origin.source(), origin.id(), value);
  }
}
