package dev.leadline.gateway.handling;

import dev.leadline.events.view.RowChanged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes that were told last, so that a follower who was away for a moment goes on where it
 * was. Not for several threads.
 */
final class RecentChanges {

  private static final int MOST = 20_000;

  /** Changes, and where the topic had been read to before them and with them. */
  private record Told(
      Map<Integer, Long> before, Map<Integer, Long> upTo, List<RowChanged> changes) {}

  private final Deque<Told> told = new ArrayDeque<>();
  private Map<Integer, Long> upTo = Map.of();
  private int size;

  /** From where changes are read, in the beginning. */
  void begin(Map<Integer, Long> next) {
    if (!upTo.isEmpty()) return;
    var before = new HashMap<Integer, Long>();
    next.forEach((partition, offset) -> before.put(partition, offset - 1));
    upTo = before;
  }

  void add(List<RowChanged> changes, String position) {
    Map<Integer, Long> next = read(position);
    if (next == null) return;
    var all = new HashMap<>(upTo);
    all.putAll(next);
    told.addLast(new Told(upTo, all, List.copyOf(changes)));
    upTo = all;
    size += changes.size();
    while (size > MOST && !told.isEmpty()) size -= told.removeFirst().changes().size();
  }

  /** All changes after a position; null when it is no position, or not all are here any more. */
  @Nullable List<RowChanged> after(String position) {
    Map<Integer, Long> seen = read(position);
    if (seen == null || isBeyond(seen, upTo)) return null;
    if (!isBeyond(upTo, seen)) return List.of();
    // What happened before this gateway began to tell, or longer ago than it keeps, is not known.
    Told first = told.peekFirst();
    if (first == null || isBeyond(first.before(), seen)) return null;
    var after = new ArrayList<RowChanged>();
    for (Told one : told) if (isBeyond(one.upTo(), seen)) after.addAll(one.changes());
    return after;
  }

  private static boolean isBeyond(Map<Integer, Long> one, Map<Integer, Long> other) {
    return one.entrySet().stream()
        .anyMatch(it -> it.getValue() > other.getOrDefault(it.getKey(), -1L));
  }

  private static @Nullable Map<Integer, Long> read(String position) {
    var read = new HashMap<Integer, Long>();
    try {
      for (String part : position.split(",", -1)) {
        int colon = part.indexOf(':');
        if (colon < 0) return null;
        read.put(
            Integer.valueOf(part.substring(0, colon)), Long.valueOf(part.substring(colon + 1)));
      }
      return read;
    } catch (NumberFormatException notOurs) {
      return null;
    }
  }
}
