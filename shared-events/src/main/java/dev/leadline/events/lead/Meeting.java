package dev.leadline.events.lead;

import dev.leadline.events.lead.MeetingChange.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A meeting with the lead: the newest time it was given, and the newest that happened to it.
 * Vendors report a new time as a cancellation and a booking; under one id the newest simply wins.
 */
public record Meeting(String meetingId, @Nullable Change timed, Change latest)
    implements Comparable<Meeting> {

  /** A change and when it happened. */
  public record Change(MeetingChange change, Moment moment) {

    private Change newer(Change other) {
      return moment.isAfter(other.moment) ? this : other;
    }
  }

  static Meeting of(MeetingChange change, Moment moment) {
    var changed = new Change(change, moment);
    return new Meeting(change.meetingId(), change.startsAt() == null ? null : changed, changed);
  }

  Meeting and(Meeting other) {
    return new Meeting(
        meetingId, Joins.either(timed, other.timed, Change::newer), latest.newer(other.latest));
  }

  /** What became of it. */
  public State state() {
    return latest.change().state();
  }

  /** When it begins; null while nobody said. */
  public @Nullable Instant startsAt() {
    return timed == null ? null : timed.change().startsAt();
  }

  @Override
  public int compareTo(Meeting other) {
    return meetingId.compareTo(other.meetingId);
  }
}
