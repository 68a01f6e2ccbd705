package dev.leadline.events.lead;

import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the person behind a lead, and is to be done with it: the part of its picture
 * that an erasure takes.
 *
 * @param fields the winning value of each field
 * @param scores how harmful messages were, where they were at all
 */
public record Knowledge(
    Map<String, FieldValue> fields,
    SortedSet<IdentityKey> identities,
    List<Touchpoint> touchpoints,
    List<Enrolment> enrolments,
    List<Meeting> meetings,
    List<Score> scores) {

  /** Nothing is known. */
  public static final Knowledge NONE =
      new Knowledge(Map.of(), new TreeSet<>(), List.of(), List.of(), List.of(), List.of());

  public Knowledge {
    fields = fields == null ? Map.of() : fields;
    identities = identities == null ? new TreeSet<>() : identities;
    touchpoints = touchpoints == null ? List.of() : touchpoints;
    enrolments = enrolments == null ? List.of() : enrolments;
    meetings = meetings == null ? List.of() : meetings;
    scores = scores == null ? List.of() : scores;
  }

  static Knowledge of(InteractionRecorded event) {
    Content content = event.personal();
    if (content == null) return NONE;
    Moment moment = event.origin().moment();
    var fields = new TreeMap<String, FieldValue>();
    for (Content.Observation seen : content.observations())
      fields.merge(
          seen.field(), new FieldValue(seen.value(), seen.provenance(), moment), FieldValue::and);
    return new Knowledge(
        fields,
        new TreeSet<>(content.identities()),
        listOf(content.touchpoint() == null ? null : Touchpoint.of(content.touchpoint(), moment)),
        listOf(content.enrolment() == null ? null : Enrolment.of(content.enrolment(), moment)),
        listOf(content.meeting() == null ? null : Meeting.of(content.meeting(), moment)),
        listOf(content.score()));
  }

  Knowledge and(Knowledge other) {
    return new Knowledge(
        Joins.union(fields, other.fields, FieldValue::and),
        Joins.union(identities, other.identities),
        Joins.union(touchpoints, other.touchpoints, Touchpoint::and),
        Joins.union(enrolments, other.enrolments, Enrolment::and),
        Joins.union(meetings, other.meetings, Meeting::and),
        Joins.union(scores, other.scores, Score::and));
  }

  private static <T> List<T> listOf(@Nullable T element) {
    return element == null ? List.of() : List.of(element);
  }
}
