package dev.leadline.timeline.domain;

import static dev.leadline.timeline.domain.Rendering.ERASED;
import static dev.leadline.timeline.domain.Rendering.marker;
import static dev.leadline.timeline.domain.Rendering.meeting;
import static dev.leadline.timeline.domain.Rendering.took;
import static dev.leadline.timeline.domain.Words.plain;
import static dev.leadline.timeline.domain.Words.remarked;
import static dev.leadline.timeline.domain.Words.with;

import dev.leadline.events.channel.MeetingFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a sales person reads what is spoken: calls, meetings, demos. */
final class CallRenderings {

  private CallRenderings() {}

  static Rendering of(VoiceFact fact) {
    return switch (fact) {
      case VoiceFact.CallStarted call ->
          card(
              switch (call.direction()) {
                case IN -> "Called";
                case OUT -> "Was called";
                case WEB -> "Called from the website";
                case null -> "Call";
              });
      case VoiceFact.CallAnswered _ -> card("Answered the call");
      case VoiceFact.CallMissed call -> card(remarked("Missed call", plain(call.reason())));
      case VoiceFact.CallEnded call ->
          card(with(took("Call ended", call.durationSec()), ": ", plain(call.outcome())));
      case VoiceFact.TranscriptAdded transcript ->
          new Rendering(Kind.CALL, spoken(transcript.segments()), "Transcript");
      case VoiceFact.Transferred call ->
          card(
              with(
                  call.mode() == VoiceFact.TransferMode.WARM
                      ? "Introduced and transferred"
                      : "Transferred",
                  " to ",
                  call.to()));
    };
  }

  private static Rendering card(String label) {
    return new Rendering(Kind.CALL, null, label);
  }

  private static String spoken(@Nullable List<VoiceFact.Segment> segments) {
    if (segments == null) return ERASED;
    return segments.stream()
        .map(segment -> speaker(segment.speaker()) + ": " + segment.text())
        .collect(Collectors.joining("\n"));
  }

  private static String speaker(VoiceFact.@Nullable Speaker speaker) {
    return switch (speaker) {
      case LEAD -> "Lead";
      case AGENT -> "Agent";
      case MEMBER -> "Team member";
      case null -> "Somebody";
    };
  }

  static Rendering of(MeetingFact fact) {
    return switch (fact) {
      case MeetingFact.CopilotJoined _ -> meeting("Attended a meeting");
      case MeetingFact.QuestionAsked asked ->
          new Rendering(
              Kind.MEETING,
              asked.question() == null ? ERASED : asked.question(),
              Boolean.FALSE.equals(asked.answered())
                  ? "Asked a question that stayed open"
                  : "Asked a question");
      case MeetingFact.CopilotMeetingEnded ended ->
          meeting(took("The meeting ended", ended.durationSec()));
      case MeetingFact.DemoStarted _ -> marker("Started a product demo");
      case MeetingFact.DemoEnded ended -> marker(took("The demo ended", ended.durationSec()));
    };
  }
}
