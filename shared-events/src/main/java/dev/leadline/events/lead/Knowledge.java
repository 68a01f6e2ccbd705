package dev.leadline.events.lead;

import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.util.Comparator;
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
 * @param traces the newest {@value #MOST_TRACES} that later decisions look back at
 * @param scores how harmful messages were, where they were at all
 */
public record Knowledge(
    Map<String, FieldValue> fields,
    SortedSet<IdentityKey> identities,
    List<Touchpoint> touchpoints,
    List<Enrolment> enrolments,
    List<Meeting> meetings,
    List<Score> scores,
    List<Trace> traces) {

  private static final int MOST_TRACES = 100;

  private static final Comparator<Trace> NEWEST_FIRST =
      Comparator.comparing(Trace::moment).reversed().thenComparing(Comparator.naturalOrder());

  /** Nothing is known. */
  public static final Knowledge NONE =
      new Knowledge(Map.of(), new TreeSet<>(), List.of(), List.of(), List.of(), List.of());

  /** Without traces. */
  public Knowledge(
      Map<String, FieldValue> fields,
      SortedSet<IdentityKey> identities,
      List<Touchpoint> touchpoints,
      List<Enrolment> enrolments,
      List<Meeting> meetings,
      List<Score> scores) {
    this(fields, identities, touchpoints, enrolments, meetings, scores, List.of());
  }

  public Knowledge {
    fields = fields == null ? Map.of() : fields;
    identities = identities == null ? new TreeSet<>() : identities;
    touchpoints = touchpoints == null ? List.of() : touchpoints;
    enrolments = enrolments == null ? List.of() : enrolments;
    meetings = meetings == null ? List.of() : meetings;
    scores = scores == null ? List.of() : scores;
    traces = traces == null ? List.of() : traces;
  }

  static Knowledge of(InteractionRecorded event) {
    Content content = event.personal();
    if (content == null) return NONE;
    Moment moment = event.origin().moment();
    var fields = new TreeMap<String, FieldValue>();
    for (Content.Observation seen : content.observations())
      fields.merge(
          seen.field(),
          new FieldValue(
              seen.value(),
              seen.provenance(),
              moment,
              seen.confidence(),
              seen.at() == null ? null : seen.within(moment).at(),
              seen.about()),
          FieldValue::and);
    return new Knowledge(
        fields,
        new TreeSet<>(content.identities()),
        listOf(content.touchpoint() == null ? null : Touchpoint.of(content.touchpoint(), moment)),
        listOf(content.enrolment() == null ? null : Enrolment.of(content.enrolment(), moment)),
        listOf(content.meeting() == null ? null : Meeting.of(content.meeting(), moment)),
        listOf(content.score()),
        traces(content.traces(), moment));
  }

  Knowledge and(Knowledge other) {
    return new Knowledge(
        Joins.union(fields, other.fields, FieldValue::and),
        Joins.union(identities, other.identities),
        Joins.union(touchpoints, other.touchpoints, Touchpoint::and),
        Joins.union(enrolments, other.enrolments, Enrolment::and),
        Joins.union(meetings, other.meetings, Meeting::and),
        Joins.union(scores, other.scores, Score::and),
        newest(Joins.union(traces, other.traces, Trace::and)));
  }

  /** When that happened last; null if it did not, or long before other things. */
  public @Nullable Moment last(Trace.Kind kind, String key) {
    for (Trace trace : traces)
      if (trace.kind() == kind && trace.key().equals(key)) return trace.moment();
    return null;
  }

  /** The newest of more, whichever were known first. */
  private static List<Trace> newest(List<Trace> all) {
    if (all.size() <= MOST_TRACES) return all;
    return all.stream().sorted(NEWEST_FIRST).limit(MOST_TRACES).sorted().toList();
  }

  private static List<Trace> traces(List<Content.Left> left, Moment moment) {
    return left.isEmpty()
        ? List.of()
        : left.stream()
            .map(one -> new Trace(one.kind(), one.key(), moment))
            .distinct()
            .sorted()
            .toList();
  }

  private static <T> List<T> listOf(@Nullable T element) {
    return element == null ? List.of() : List.of(element);
  }
}
