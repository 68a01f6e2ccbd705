package dev.leadline.timeline.domain;

import dev.leadline.events.view.Sums;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What events add to a document of sums. Additions join in any order; each is added once, however
 * often its events come, because the document knows up to where it has seen each stream.
 *
 * @param id of the document; begins with the lead's
 * @param streamId the lead in whose stream the events are: it, or the one that has absorbed it
 * @param first the sequence of the first event
 * @param last the sequence of the last event
 * @param fixed what is the same in all additions to the document
 * @param sums what adds up
 * @param least of which the least is kept
 * @param greatest of which the greatest is kept
 * @param members of sets, by the name of the set
 */
public record Addition(
    String id,
    String leadId,
    String streamId,
    long first,
    long last,
    SortedMap<String, String> fixed,
    SortedMap<String, Long> sums,
    SortedMap<String, String> least,
    SortedMap<String, String> greatest,
    SortedMap<String, String> members) {

  public Addition {
    fixed = Collections.unmodifiableSortedMap(fixed);
    sums = Collections.unmodifiableSortedMap(sums);
    least = Collections.unmodifiableSortedMap(least);
    greatest = Collections.unmodifiableSortedMap(greatest);
    members = Collections.unmodifiableSortedMap(members);
  }

  /** Both together; of the same document, stream and agent. */
  public Addition and(Addition next) {
    return new Addition(
        id,
        leadId,
        streamId,
        Math.min(first, next.first),
        Math.max(last, next.last),
        fixed,
        joined(sums, next.sums, Long::sum),
        joined(least, next.least, (one, other) -> one.compareTo(other) <= 0 ? one : other),
        joined(greatest, next.greatest, (one, other) -> one.compareTo(other) >= 0 ? one : other),
        joined(members, next.members, (one, _) -> one));
  }

  /** What is left of it once the person is erased. */
  public Addition withoutPersonal() {
    return new Addition(
        id, leadId, streamId, first, last, fixed, kept(sums), kept(least), kept(greatest), members);
  }

  private static <T> SortedMap<String, T> kept(Map<String, T> all) {
    var kept = new TreeMap<>(all);
    kept.keySet().removeAll(Sums.PERSONAL);
    return kept;
  }

  private static <T> SortedMap<String, T> joined(
      Map<String, T> one, Map<String, T> other, BinaryOperator<T> join) {
    var joined = new TreeMap<>(one);
    other.forEach((name, value) -> joined.merge(name, value, join));
    return joined;
  }
}
