package dev.leadline.events.lead;

import dev.leadline.events.lead.TouchpointChange.What;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow that reaches the lead or the team: the newest schedule and, once there is
 * one, the end. An end that arrives before its schedule still ends it (domain 5.2).
 *
 * @param scheduled the newest schedule
 * @param ended how it ended; null while it is open
 */
public record Touchpoint(
    String enrolmentId, String stepId, @Nullable Change scheduled, @Nullable Change ended) {

  /** The natural key: its enrolment and its step. */
  static final Comparator<Touchpoint> KEY =
      Comparator.comparing(Touchpoint::enrolmentId).thenComparing(Touchpoint::stepId);

  /** A change and when it happened. */
  public record Change(TouchpointChange change, Moment moment) {}

  static Touchpoint of(TouchpointChange change, Moment moment) {
    var changed = new Change(change, moment);
    return new Touchpoint(
        change.enrolmentId(),
        change.stepId(),
        change.what() == What.SCHEDULED ? changed : null,
        change.what().isEnd() ? changed : null);
  }

  Touchpoint and(Touchpoint other) {
    return new Touchpoint(
        enrolmentId, stepId, newer(scheduled, other.scheduled), newer(ended, other.ended));
  }

  private static @Nullable Change newer(@Nullable Change one, @Nullable Change other) {
    if (one == null) return other;
    if (other == null) return one;
    return one.moment().isAfter(other.moment()) ? one : other;
  }

  /** When it is to happen; null once it has ended, or while only its end is known. */
  public @Nullable Instant dueAt() {
    return ended != null || scheduled == null ? null : scheduled.change().dueAt();
  }
}
