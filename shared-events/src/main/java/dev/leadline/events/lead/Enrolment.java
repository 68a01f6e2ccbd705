package dev.leadline.events.lead;

import dev.leadline.events.lead.Enrolment.EnrolmentChange;
import org.jspecify.annotations.Nullable;

/**
 * A lead's run through a workflow. Its end drops all of its open touchpoints.
 *
 * @param entered when the lead entered it; null while only its end is known
 * @param left when the lead left it or came to its end; null while it is in it
 */
public record Enrolment(String enrolmentId, @Nullable Moment entered, @Nullable Moment left)
    implements Comparable<Enrolment> {

  static Enrolment of(EnrolmentChange change, Moment moment) {
    return switch (change.what()) {
      case ENTERED -> new Enrolment(change.enrolmentId(), moment, null);
      case LEFT -> new Enrolment(change.enrolmentId(), null, moment);
    };
  }

  Enrolment and(Enrolment other) {
    return new Enrolment(
        enrolmentId,
        Joins.either(entered, other.entered, Enrolment::earlier),
        Joins.either(left, other.left, Enrolment::earlier));
  }

  private static Moment earlier(Moment one, Moment other) {
    return one.isAfter(other) ? other : one;
  }

  @Override
  public int compareTo(Enrolment other) {
    return enrolmentId.compareTo(other.enrolmentId);
  }

  /** What happened to a run. */
  public record EnrolmentChange(String enrolmentId, What what) {

    /** In or out; what was left is not entered again under the same id. */
    public enum What {
      ENTERED,
      LEFT
    }
  }
}
