package dev.leadline.events.lead;

import dev.leadline.events.lead.MeetingChange.State;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A meeting with the lead: the newest time it was given, and the newest that happened to it.
 * Vendors report a new time as a cancellation and a booking; under one id the newest simply wins.
 */
public record Meeting(String meetingId, @Nullable Change timed, Change latest)
    implements Comparable<Meeting> {

  /** A change and when it happened. */
  public record Change(MeetingChange change, Moment moment) {

    /** At one instant not the cancellation: a vendor cancels and books to move it (4.10, 26). */
    private Change newer(Change other) {
      int byTime = moment.at().compareTo(other.moment.at());
      if (byTime != 0) return byTime > 0 ? this : other;
      boolean isOff = change.state() == State.CANCELED;
      if (isOff != (other.change.state() == State.CANCELED)) return isOff ? other : this;
      return moment.isAfter(other.moment) ? this : other;
    }
  }

  /**
   * By when they were last given a time: what becomes of an older meeting says nothing of the one
   * that has taken its place under another id. One of which only its end is known is the oldest.
   */
  public static final Comparator<Meeting> NEWEST_LAST =
      Comparator.<Meeting, @Nullable Moment>comparing(
              meeting -> meeting.timed == null ? null : meeting.timed.moment(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(meeting -> meeting.latest.moment());

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

  @Override
  public int compareTo(Meeting other) {
    return meetingId.compareTo(other.meetingId);
  }
}
