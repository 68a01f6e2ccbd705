package dev.leadline.gateway.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes of rows have been read.
 *
 * @param next the first offset of each partition that has not been read
 * @param topicId by which the broker tells this topic from another one of the same name; null where
 *     it did not say
 */
public record Positions(Map<Integer, Long> next, @Nullable String topicId) {

  public Positions {
    next = Map.copyOf(next);
  }

  /** Of a topic whose id is of no matter. */
  public Positions(Map<Integer, Long> next) {
    this(next, null);
  }

  /** How many changes that is, of all partitions together, counted from the beginning of each. */
  public long sum() {
    return next.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Not if both ids are known, and differ: then the topic was made anew. */
  public boolean mayBeOf(@Nullable String otherTopicId) {
    return topicId == null || otherTopicId == null || topicId.equals(otherTopicId);
  }
}
