package dev.leadline.timeline.domain;

import dev.leadline.events.Stage;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.MeetingFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.Sums;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What events add to {@link ReadModels#CHANNEL_DAILY}. Quarters of an hour and not days: every
 * zone's days are made of them, so that a change of the zone needs no rebuild, and a replay does
 * not depend on what the zone was.
 */
public final class ChannelDays {

  private static final long QUARTER_SECONDS = 15 * 60;

  private ChannelDays() {}

  /** The addition; null if the event counts for nothing. */
  public static @Nullable Addition of(StoredEvent stored) {
    if (!(stored.event() instanceof InteractionRecorded event) || !counts(event)) return null;
    Origin origin = event.origin();
    Decision decision = event.decision();
    String leadId = event.leadId() == null ? stored.leadId() : event.leadId();
    Agent agent = origin.agent();
    String agentId = agent == null ? "" : agent.agentId();
    String quarter = ReadModels.sortable(quarter(origin.at()));
    var fixed = new TreeMap<String, String>();
    fixed.put("tenant", stored.tenant());
    fixed.put("lead", leadId);
    fixed.put("at", quarter);
    fixed.put("channel", origin.channel().name());
    fixed.put("agent", agentId);
    SortedMap<String, Long> sums = sums(event);
    var least = new TreeMap<String, String>();
    var greatest = new TreeMap<String, String>();
    for (Stage stage : decision.stages())
      greatest.merge(
          Sums.STAGE, String.valueOf(stage.place()), (a, b) -> a.compareTo(b) > 0 ? a : b);
    if (decision.stages().contains(Stage.EMAIL_CAPTURED))
      least.put(Sums.EMAIL, ReadModels.sortable(origin.at()));
    if (decision.country() != null)
      greatest.put(Sums.COUNTRY, Conversations.told(origin, decision.country()));
    return new Addition(
        "%s|%s|%s|%s".formatted(leadId, quarter, origin.channel(), agentId),
        leadId,
        stored.leadId(),
        stored.sequence(),
        stored.sequence(),
        fixed,
        sums,
        least,
        greatest,
        new TreeMap<>());
  }

  /** What came while the lead was blocked, and what was never sent, counts for nothing. */
  static boolean counts(InteractionRecorded event) {
    return !event.decision().hidden() && !event.decision().suppressed();
  }

  private static Instant quarter(Instant at) {
    long seconds = at.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, QUARTER_SECONDS));
  }

  private static SortedMap<String, Long> sums(InteractionRecorded event) {
    Origin origin = event.origin();
    var sums = new TreeMap<String, Long>();
    sums.put(Sums.TYPES + "." + Sums.type(origin.type()), 1L);
    if (event.decision().messages() > 0)
      sums.put(Sums.MESSAGES, (long) event.decision().messages());
    if (event.decision().action() != null) sums.put(Sums.ACTIONS, 1L);
    String author = author(origin);
    if (author != null) sums.put(author, 1L);
    ChannelFact said = timed(event);
    switch (said) {
      case VoiceFact.CallEnded call -> seconds(call.durationSec(), sums);
      case MeetingFact.CopilotMeetingEnded meeting -> seconds(meeting.durationSec(), sums);
      case MeetingFact.DemoEnded demo -> seconds(demo.durationSec(), sums);
      case MeetingFact.QuestionAsked asked -> {
        if (Boolean.FALSE.equals(asked.answered())) sums.put(Sums.UNANSWERED, 1L);
      }
      case null -> {}
      case ChannelFact _ -> {}
    }
    return sums;
  }

  /** Whose message to the lead it is; null if it is none. */
  static @Nullable String author(Origin origin) {
    return switch (origin.type()) {
      case "leadline.chat.message-sent.v1",
          "leadline.email.sent.v1",
          "leadline.text.message-sent.v1" ->
          switch (origin.actor()) {
            case AGENT, SYSTEM -> Sums.ANSWERS;
            case MEMBER -> Sums.BY_MEMBERS;
            case LEAD, VENDOR -> null;
          };
      default -> null;
    };
  }

  private static void seconds(@Nullable Long duration, SortedMap<String, Long> sums) {
    if (duration != null && duration > 0) sums.put(Sums.SECONDS, duration);
  }

  private static @Nullable ChannelFact timed(InteractionRecorded event) {
    Content content = event.personal();
    if (content == null) return null;
    return switch (event.origin().type()) {
      case "leadline.voice.call-ended.v1",
          "leadline.copilot.meeting-ended.v1",
          "leadline.copilot.question-asked.v1",
          "leadline.demo.ended.v1" ->
          ChannelFacts.of(event.origin().type(), content.payload());
      default -> null;
    };
  }
}
