package dev.leadline.gateway.handling;

import dev.leadline.events.view.LeadChange;
import dev.leadline.gateway.domain.Positions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The changes that were told last, so that a follower who was away for a moment goes on where it
 * was. Not for several threads.
 */
final class RecentChanges {

  private static final int MOST = 20_000;

  /** Changes, and the last offsets that had been read before them and with them. */
  private record Told(
      Map<String, Long> before, Map<String, Long> upTo, List<? extends LeadChange> changes) {}

  private final Deque<Told> told = new ArrayDeque<>();
  private Map<String, Long> upTo = Map.of();
  private int size;

  /** Whether nobody has been told what one of these partitions said until now. */
  boolean isNew(ChangeStream.Source source, Set<Integer> partitions) {
    return partitions.stream().anyMatch(one -> !upTo.containsKey(source.partition(one)));
  }

  /** From where a source is read: from its newest, or from where it was left. */
  Positions begin(ChangeStream.Source source, Map<Integer, Long> newest) {
    var from = new HashMap<Integer, Long>();
    var all = new TreeMap<>(upTo);
    newest.forEach(
        (partition, next) -> {
          Long last = all.putIfAbsent(source.partition(partition), next - 1);
          from.put(partition, last == null ? next : Math.min(next, last + 1));
        });
    if (isNew(source, newest.keySet())) forget();
    upTo = all;
    return new Positions(from);
  }

  private void forget() {
    told.clear();
    size = 0;
  }

  void add(List<? extends LeadChange> changes, ChangeStream.Source source, Positions next) {
    var all = new TreeMap<>(upTo);
    next.next().forEach((partition, after) -> all.put(source.partition(partition), after - 1));
    if (!changes.isEmpty()) told.addLast(new Told(upTo, all, List.copyOf(changes)));
    upTo = all;
    size += changes.size();
    while (size > MOST && !told.isEmpty()) size -= told.removeFirst().changes().size();
  }

  /** Up to where everything has been told: the last offset of each partition of all sources. */
  String position() {
    return upTo.entrySet().stream()
        .map(last -> last.getKey() + ":" + last.getValue())
        .collect(Collectors.joining(","));
  }

  /** All changes after a position; null when it is no position, or not all are here any more. */
  @Nullable List<LeadChange> after(String position) {
    Map<String, Long> seen = read(position);
    if (seen == null || isBeyond(seen, upTo)) return null;
    if (!isBeyond(upTo, seen)) return List.of();
    // What happened before this gateway began to tell, or longer ago than it keeps, is not known.
    Told first = told.peekFirst();
    if (first == null || isBeyond(first.before(), seen)) return null;
    var after = new ArrayList<LeadChange>();
    for (Told one : told) if (isBeyond(one.upTo(), seen)) after.addAll(one.changes());
    return after;
  }

  private static boolean isBeyond(Map<String, Long> one, Map<String, Long> other) {
    return one.entrySet().stream()
        .anyMatch(it -> it.getValue() > other.getOrDefault(it.getKey(), -1L));
  }

  private static @Nullable Map<String, Long> read(String position) {
    var read = new HashMap<String, Long>();
    try {
      for (String part : position.split(",", -1)) {
        int colon = part.indexOf(':');
        if (colon < 0) return null;
        read.put(part.substring(0, colon), Long.valueOf(part.substring(colon + 1)));
      }
      return read;
    } catch (NumberFormatException notOurs) {
      return null;
    }
  }
}
