package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a query goes through an index: which entries it reads, in which direction, and whether they
 * come in the order that was asked for, so that a limit ends the reading early.
 */
record Search(
    SortedIndex index,
    List<@Nullable Object> beginning,
    List<Interval> intervals,
    boolean sorted,
    boolean backwards,
    int worth) {

  /** The best way through an index, or null when only reading everything is left. */
  static @Nullable Search best(
      Collection<? extends Index<Long>> indexes, Document filter, @Nullable Document sort) {
    var conditions = Conditions.of(filter);
    Search best = null;
    for (Index<Long> index : indexes) {
      if (!(index instanceof SortedIndex candidate)) continue;
      Search search = through(candidate, conditions, sort);
      if (search.worth > 0 && (best == null || search.worth > best.worth)) best = search;
    }
    return best;
  }

  /**
   * For a filter whose demands are in an {@code $or}: the positions that any of its branches finds,
   * or null when one of them would have to read everything.
   */
  static @Nullable Stream<Long> anyOf(Collection<? extends Index<Long>> indexes, Document filter) {
    if (!(filter.get("$or") instanceof Collection<?> branches)) return null;
    var positions = new TreeSet<Long>();
    for (Object branch : branches) {
      if (!(branch instanceof Document document)) return null;
      Search search = best(indexes, document, null);
      if (search == null) return null;
      search.positions().forEach(positions::add);
    }
    return positions.stream();
  }

  private static Search through(SortedIndex index, Conditions conditions, @Nullable Document sort) {
    var beginning = new ArrayList<@Nullable Object>();
    List<Interval> intervals = List.of(Interval.ALL);
    List<String> fields = index.fields();
    boolean narrowed = false;
    for (String field : fields) {
      List<@Nullable Object> points = conditions.points().get(field);
      Interval range = conditions.ranges().get(field);
      if (points != null && points.size() == 1 && beginning.size() < fields.size() - 1) {
        beginning.add(points.getFirst());
        continue;
      }
      if (points != null) intervals = points.stream().map(Interval::point).toList();
      else if (range != null && !index.hasArrays()) intervals = List.of(range);
      narrowed = points != null || !intervals.equals(List.of(Interval.ALL));
      break;
    }
    var direction = direction(index, fields, beginning.size(), sort);
    boolean sorted = direction != null && !index.hasArrays();
    int worth = 10 * beginning.size() + (narrowed ? 6 : 0) + (sorted && sort != null ? 8 : 0);
    if (index.isUnique() && pointsAll(index, conditions)) worth += 1000;
    if (index.leavesOut() && !bindsPresentValue(fields, conditions)) worth = 0;
    boolean backwards = sorted && Boolean.TRUE.equals(direction);
    return new Search(index, beginning, intervals, sorted, backwards, worth);
  }

  /** Whether to read backwards for the sort; null when neither way gives it. */
  private static @Nullable Boolean direction(
      SortedIndex index, List<String> fields, int fixed, @Nullable Document sort) {
    if (sort == null || sort.isEmpty()) return false;
    int next = fixed;
    Boolean backwards = null;
    for (var wish : sort.entrySet()) {
      if (next < fields.size() && wish.getKey().equals(fields.get(next))) {
        boolean descending = wish.getValue() instanceof Number number && number.intValue() < 0;
        boolean turned = descending != index.isDescending(next);
        if (backwards != null && backwards != turned) return null;
        backwards = turned;
        next++;
      } else if (fields.indexOf(wish.getKey()) < 0 || fields.indexOf(wish.getKey()) >= fixed) {
        return null;
      }
    }
    return backwards != null && backwards;
  }

  private static boolean bindsPresentValue(List<String> fields, Conditions conditions) {
    return fields.stream()
        .anyMatch(
            field ->
                conditions.ranges().containsKey(field)
                    || conditions
                        .points()
                        .getOrDefault(field, Collections.singletonList(null))
                        .stream()
                        .noneMatch(Objects::isNull));
  }

  private static boolean pointsAll(SortedIndex index, Conditions conditions) {
    return index.getKeys().stream()
        .map(key -> conditions.points().get(key.getKey()))
        .allMatch(points -> points != null && points.size() == 1);
  }

  /** Read lazily, so that a limit ends it. */
  Stream<Long> positions() {
    boolean turned = index.isDescending(beginning.size()) != backwards;
    Stream<Long> positions =
        (turned ? intervals.reversed() : intervals)
            .stream()
                .map(interval -> index.between(beginning, interval))
                .map(entries -> backwards ? entries.descendingMap() : entries)
                .flatMap(entries -> values(entries));
    return index.hasArrays() ? positions.distinct() : positions;
  }

  /** Not the collection's own stream: that asks for its size, which a part of a map counts out. */
  private static Stream<Long> values(NavigableMap<Place, Long> entries) {
    var values = entries.values().iterator();
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false);
  }
}
