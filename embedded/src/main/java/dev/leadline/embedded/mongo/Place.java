package dev.leadline.embedded.mongo;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted index: the values of one entry or, for the two ends of a search, the edge
 * before or after all entries that begin with these values.
 */
final class Place {

  private static final int BEFORE = -1;
  private static final int ENTRY = 0;
  private static final int AFTER = 1;

  private final @Nullable Object[] values;
  private final int edge;

  private Place(List<? extends @Nullable Object> values, int edge) {
    this.values = values.toArray();
    this.edge = edge;
  }

  static Place of(List<? extends @Nullable Object> values) {
    return new Place(values, ENTRY);
  }

  static Place before(List<? extends @Nullable Object> beginning) {
    return new Place(beginning, BEFORE);
  }

  static Place after(List<? extends @Nullable Object> beginning) {
    return new Place(beginning, AFTER);
  }

  /** The order of an index; {@code descending} has one answer for each value of an entry. */
  static Comparator<Place> order(boolean[] descending) {
    return (one, other) -> {
      int common = Math.min(one.values.length, other.values.length);
      for (int i = 0; i < common; i++) {
        int order = ValueOrder.compare(one.values[i], other.values[i]);
        if (order != 0) return descending[i] ? -order : order;
      }
      if (one.values.length == other.values.length) return Integer.compare(one.edge, other.edge);
      return one.values.length < other.values.length ? one.edge : -other.edge;
    };
  }
}
