package dev.leadline.leadservice.handling;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.events.lead.LeadState;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;

/**
 * Axon's cache of aggregates, bounded by their number, by what they take of memory, and by time: of
 * a person whom another instance has erased nothing stays in memory.
 */
public final class AggregateCache implements Cache {

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final com.github.benmanes.caffeine.cache.Cache<Object, Object> kept;

  /**
   * Keeps the most used aggregates. Each is weighed anew when a transaction saves it, since it may
   * have grown, and counts for its share at least: so there are never more than so many.
   *
   * @param most aggregates
   * @param mostBytes of memory that all of them may take, by {@link LeadSize}
   */
  public AggregateCache(int most, long mostBytes) {
    long share = Math.min(mostBytes / Math.max(most, 1), Integer.MAX_VALUE);
    kept =
        Caffeine.newBuilder()
            .maximumWeight(share * most)
            .weigher((key, value) -> (int) Math.max(share, LeadSize.of(state(value))))
            .expireAfterWrite(KEPT)
            .build();
  }

  /** An entry in memory has its aggregate, and builds none from its parts. */
  @SuppressWarnings("unchecked")
  private static LeadState state(Object entry) {
    return ((AggregateCacheEntry<LeadAggregate>) entry)
        .recreateAggregate(null, null, null)
        .getAggregateRoot()
        .state();
  }

  @Override
  @SuppressWarnings({
    "unchecked",
    "NullAway",
    "TypeParameterUnusedInFormals"
  }) // Axon expects null for what is not there.
  public <K, V> V get(K key) {
    return (V) kept.getIfPresent(key);
  }

  @Override
  public void put(Object key, Object value) {
    kept.put(key, value);
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    return kept.asMap().putIfAbsent(key, value) == null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T computeIfAbsent(Object key, java.util.function.Supplier<T> made) {
    return (T) kept.get(key, absent -> made.get());
  }

  @Override
  public boolean remove(Object key) {
    return kept.asMap().remove(key) != null;
  }

  @Override
  public void removeAll() {
    kept.invalidateAll();
  }

  @Override
  public boolean containsKey(Object key) {
    return kept.asMap().containsKey(key);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
    kept.asMap().computeIfPresent(key, (same, value) -> update.apply((V) value));
  }

  @Override
  public Registration registerCacheEntryListener(EntryListener listener) {
    return () -> false;
  }
}
