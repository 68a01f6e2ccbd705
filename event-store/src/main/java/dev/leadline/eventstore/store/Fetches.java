package dev.leadline.eventstore.store;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is fetched piece by piece. At its end it asks again when it is asked again, so that
 * a reader of a growing table can go on with the same stream.
 */
final class Fetches<T> extends Spliterators.AbstractSpliterator<T> {

  private final Function<@Nullable T, List<T>> fetch;
  private final Predicate<List<T>> isLast;
  private Iterator<T> fetched = List.<T>of().iterator();
  private @Nullable T last;
  private boolean atLast;

  private Fetches(Function<@Nullable T, List<T>> fetch, Predicate<List<T>> isLast) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.fetch = fetch;
    this.isLast = isLast;
  }

  /**
   * Fetches lazily.
   *
   * @param fetch what follows the given element; null at the beginning
   * @param isLast whether nothing needs to be fetched after this piece
   */
  static <T> Stream<T> stream(Function<@Nullable T, List<T>> fetch, Predicate<List<T>> isLast) {
    return StreamSupport.stream(new Fetches<>(fetch, isLast), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (!fetched.hasNext()) {
      if (atLast) return false;
      List<T> piece = fetch.apply(last);
      atLast = isLast.test(piece);
      fetched = piece.iterator();
      if (!fetched.hasNext()) return false;
    }
    T next = fetched.next();
    last = next;
    action.accept(next);
    return true;
  }
}
