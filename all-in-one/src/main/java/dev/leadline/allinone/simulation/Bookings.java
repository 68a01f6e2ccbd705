package dev.leadline.allinone.simulation;

import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** What becomes of a meeting. */
final class Bookings {

  private Bookings() {}

  static void become(Telling told, String meetingId) {
    Chance chance = told.chance;
    if (chance.percent(20)) {
      booking(
          told,
          Actor.Kind.LEAD,
          at ->
              new CalendarFact.MeetingRescheduled(
                  meetingId, at.plus(Duration.ofDays(2)), null, at, null));
    }
    switch (chance.below(10)) {
      case 0, 1 ->
          booking(
              told,
              Actor.Kind.LEAD,
              at ->
                  new CalendarFact.MeetingCanceled(
                      meetingId, CalendarFact.By.LEAD, "Something came up"));
      case 2 -> booking(told, Actor.Kind.SYSTEM, at -> new CalendarFact.NoShow(meetingId));
      default -> booking(told, Actor.Kind.LEAD, at -> new CalendarFact.MeetingHeld(meetingId));
    }
  }

  private static void booking(Telling told, Actor.Kind actor, Function<Instant, ChannelFact> fact) {
    told.channel("calendar/booking", null, actor, fact);
  }
}
