package dev.leadline.events.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a meeting; its state is apart from the lead's stage (domain 4.4).
 *
 * @param startsAt absent where the change does not say
 */
public record MeetingChange(
    String meetingId, State state, @Nullable Instant startsAt, @Nullable Instant endsAt) {

  /** States of a meeting. */
  public enum State {
    BOOKED,
    CANCELED,
    HELD,
    NO_SHOW
  }
}
