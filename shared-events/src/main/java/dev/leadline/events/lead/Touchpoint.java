package dev.leadline.events.lead;

import dev.leadline.events.lead.TouchpointChange.What;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow that reaches the lead or the team: the newest schedule, the newest hold and,
 * once there is one, the end. An end that arrives before its schedule still ends it (domain 5.2).
 *
 * @param scheduled the newest schedule
 * @param held the newest reason to wait
 * @param ended how it ended; null while it is open
 */
public record Touchpoint(
    String enrolmentId,
    String stepId,
    @Nullable Change scheduled,
    @Nullable Change held,
    @Nullable Change ended)
    implements Comparable<Touchpoint> {

  private static final Comparator<Touchpoint> ORDER =
      Comparator.comparing(Touchpoint::enrolmentId).thenComparing(Touchpoint::stepId);

  /** A change and when it happened. */
  public record Change(TouchpointChange change, Moment moment) {

    private Change newer(Change other) {
      return moment.isAfter(other.moment) ? this : other;
    }
  }

  static Touchpoint of(TouchpointChange change, Moment moment) {
    var changed = new Change(change, moment);
    return new Touchpoint(
        change.enrolmentId(),
        change.stepId(),
        change.what() == What.SCHEDULED ? changed : null,
        change.what() == What.HELD ? changed : null,
        change.what().isEnd() ? changed : null);
  }

  Touchpoint and(Touchpoint other) {
    return new Touchpoint(
        enrolmentId,
        stepId,
        Joins.either(scheduled, other.scheduled, Change::newer),
        Joins.either(held, other.held, Change::newer),
        Joins.either(ended, other.ended, Change::newer));
  }

  /** When it is to happen; null once it has ended, or while it has no schedule. */
  public @Nullable Instant dueAt() {
    if (ended != null || scheduled == null) return null;
    Change hold = hold();
    Instant resumesAt = hold == null ? null : hold.change().dueAt();
    return resumesAt == null ? scheduled.change().dueAt() : resumesAt;
  }

  /** Why it waits; null unless it was held after it was last given a time. */
  public @Nullable Change hold() {
    if (held == null || scheduled == null || scheduled.moment().isAfter(held.moment())) return null;
    return held;
  }

  @Override
  public int compareTo(Touchpoint other) {
    return ORDER.compare(this, other);
  }
}
