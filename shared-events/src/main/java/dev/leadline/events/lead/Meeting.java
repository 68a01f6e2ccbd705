package dev.leadline.events.lead;

/** A meeting and the newest that is known of it. */
public record Meeting(MeetingChange change, Moment moment) {

  boolean isSameAs(Meeting other) {
    return change.meetingId().equals(other.change.meetingId());
  }

  Meeting and(Meeting other) {
    return moment.isAfter(other.moment) ? this : other;
  }
}
