package dev.leadline.events.lead;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Joining what two histories say, whichever is told first. */
final class Joins {

  private Joins() {}

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static <T> @Nullable T either(@Nullable T one, @Nullable T other, BinaryOperator<T> choose) {
    if (one == null) return other;
    return other == null ? one : choose.apply(one, other);
  }

  static <K extends Comparable<K>, V> Map<K, V> union(
      Map<K, V> one, Map<K, V> other, BinaryOperator<V> join) {
    if (other.isEmpty()) return one;
    if (one.isEmpty()) return other;
    var all = new TreeMap<>(one);
    other.forEach((key, value) -> all.merge(key, value, join));
    return all;
  }

  static <T> SortedSet<T> union(SortedSet<T> one, SortedSet<T> other) {
    if (one.containsAll(other)) return one;
    var all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  /**
   * Lists of things that order by their natural keys; those with the same key are joined. In that
   * order, so that the order of arrival cannot show.
   */
  static <T extends Comparable<T>> List<T> union(
      List<T> one, List<T> other, BinaryOperator<T> join) {
    if (other.isEmpty()) return one;
    if (one.isEmpty()) return other;
    var all = new TreeMap<T, T>();
    one.forEach(each -> all.put(each, each));
    other.forEach(each -> all.merge(each, each, join));
    return List.copyOf(all.values());
  }
}
