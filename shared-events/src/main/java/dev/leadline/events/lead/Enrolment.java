package dev.leadline.events.lead;

import dev.leadline.events.lead.Enrolment.EnrolmentChange;
import org.jspecify.annotations.Nullable;

/**
 * A lead's run through a workflow. Its end drops all of its open touchpoints.
 *
 * @param workflowId of which workflow; null while only its end is known
 * @param entered when the lead entered it; null while only its end is known
 * @param left when the lead left it or came to its end; null while it is in it
 */
public record Enrolment(
    String enrolmentId,
    @Nullable String workflowId,
    @Nullable Moment entered,
    @Nullable Moment left)
    implements Comparable<Enrolment> {

  static Enrolment of(EnrolmentChange change, Moment moment) {
    return switch (change.what()) {
      case ENTERED -> new Enrolment(change.enrolmentId(), change.workflowId(), moment, null);
      case LEFT -> new Enrolment(change.enrolmentId(), change.workflowId(), null, moment);
    };
  }

  Enrolment and(Enrolment other) {
    return new Enrolment(
        enrolmentId,
        Joins.either(workflowId, other.workflowId, Enrolment::first),
        Joins.either(entered, other.entered, Enrolment::earlier),
        Joins.either(left, other.left, Enrolment::earlier));
  }

  /** A run is of one workflow; should two be told, any order tells the same. */
  private static String first(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Moment earlier(Moment one, Moment other) {
    return one.isAfter(other) ? other : one;
  }

  @Override
  public int compareTo(Enrolment other) {
    return enrolmentId.compareTo(other.enrolmentId);
  }

  /** What happened to a run. */
  public record EnrolmentChange(String enrolmentId, What what, @Nullable String workflowId) {

    /** Of a workflow that is not told. */
    public EnrolmentChange(String enrolmentId, What what) {
      this(enrolmentId, what, null);
    }

    /** In or out; what was left is not entered again under the same id. */
    public enum What {
      ENTERED,
      LEFT
    }
  }
}
