package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import org.jspecify.annotations.Nullable;

/** What the copilot in a meeting and the product demo see. */
public sealed interface MeetingFact extends ChannelFact {

  /** The copilot joined a meeting. */
  @Wire(name = "copilot.meeting-joined")
  record CopilotJoined(String meetingId) implements MeetingFact {}

  /** The lead asked something that the copilot answered. */
  @Wire(name = "copilot.question-asked")
  record QuestionAsked(String meetingId, String question, @Nullable Boolean answered)
      implements MeetingFact {}

  /** The meeting is over. */
  @Wire(name = "copilot.meeting-ended")
  record CopilotMeetingEnded(String meetingId, @Nullable Long durationSec) implements MeetingFact {}

  /** The lead began a product demo. */
  @Wire(name = "demo.started")
  record DemoStarted(String demoId) implements MeetingFact {}

  /** The demo is over. */
  @Wire(name = "demo.ended")
  record DemoEnded(String demoId, @Nullable Long durationSec) implements MeetingFact {}
}
