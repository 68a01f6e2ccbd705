package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the voice agents see; the natural key of a call is its id. */
public sealed interface VoiceFact extends ChannelFact {

  /** Which call it is about. */
  String callId();

  /** A call began to ring. */
  @Wire(name = "voice.call-started")
  record CallStarted(String callId, Direction direction, @Nullable String from, @Nullable String to)
      implements VoiceFact {}

  /** The call was answered. */
  @Wire(name = "voice.call-answered")
  record CallAnswered(String callId, @Nullable Direction direction) implements VoiceFact {}

  /** Nobody answered. */
  @Wire(name = "voice.call-missed")
  record CallMissed(String callId, @Nullable MissedReason reason) implements VoiceFact {}

  /**
   * The call is over.
   *
   * @param leadTurns how often the lead spoke; one where that is not known
   */
  @Wire(name = "voice.call-ended")
  record CallEnded(
      String callId,
      @Nullable Long durationSec,
      @Nullable Integer leadTurns,
      @Nullable String outcome,
      @Nullable String recordingRef)
      implements VoiceFact {}

  /** What was said, written down afterwards. */
  @Wire(name = "voice.transcript-added")
  record TranscriptAdded(String callId, List<Segment> segments) implements VoiceFact {}

  /** The lead was passed on to a person. */
  @Wire(name = "voice.transferred")
  record Transferred(String callId, @Nullable TransferMode mode, @Nullable String to)
      implements VoiceFact {}

  /**
   * A stretch of a transcript.
   *
   * @param at when it was said, where that is known
   */
  record Segment(@Nullable Instant at, Speaker speaker, String text) {}

  /** Who spoke. */
  enum Speaker {
    LEAD,
    AGENT,
    MEMBER
  }

  /** Who called whom; WEB is a call from the chat widget. */
  enum Direction {
    IN,
    OUT,
    WEB
  }

  /** Why nobody answered. */
  enum MissedReason {
    NO_ANSWER,
    BUSY,
    VOICEMAIL,
    FAILED
  }

  /** Whether the agent introduced the lead first. */
  enum TransferMode {
    COLD,
    WARM
  }
}
