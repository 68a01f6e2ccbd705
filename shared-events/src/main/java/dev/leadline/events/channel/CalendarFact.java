package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the scheduling calendars see. */
public sealed interface CalendarFact extends ChannelFact {

  /** An agent showed the lead a calendar. */
  @Wire(name = "calendar.shown")
  record Shown(@Nullable String calendarId, @Nullable String provider, @Nullable String channel)
      implements CalendarFact {}

  /** The lead booked a meeting. */
  @Wire(name = "calendar.meeting-booked")
  record MeetingBooked(
      String meetingId,
      @Nullable String provider,
      Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable String timezone,
      @Nullable String hostId,
      @Nullable String inviteeEmail)
      implements CalendarFact {}

  /** A meeting got another time. */
  @Wire(name = "calendar.meeting-rescheduled")
  record MeetingRescheduled(
      String meetingId,
      Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable Instant previousStartsAt,
      @Nullable String timezone)
      implements CalendarFact {}

  /**
   * A meeting was called off.
   *
   * @param by the lead unless it says otherwise
   */
  @Wire(name = "calendar.meeting-canceled")
  record MeetingCanceled(String meetingId, @Nullable By by, @Nullable String reason)
      implements CalendarFact {}

  /** The lead came to a meeting. */
  @Wire(name = "calendar.meeting-held")
  record MeetingHeld(String meetingId) implements CalendarFact {}

  /** The lead did not come to a meeting. */
  @Wire(name = "calendar.no-show")
  record NoShow(String meetingId) implements CalendarFact {}

  /** Who called a meeting off. */
  enum By {
    LEAD,
    HOST
  }
}
