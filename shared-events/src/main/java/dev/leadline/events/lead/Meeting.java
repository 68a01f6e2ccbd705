package dev.leadline.events.lead;

import java.util.Comparator;

/** A meeting and the newest that is known of it. */
public record Meeting(MeetingChange change, Moment moment) {

  static final Comparator<Meeting> KEY = Comparator.comparing(it -> it.change().meetingId());

  Meeting and(Meeting other) {
    return moment.isAfter(other.moment) ? this : other;
  }
}
