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
}
