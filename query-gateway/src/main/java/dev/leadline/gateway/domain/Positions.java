package dev.leadline.gateway.domain;

import java.util.Map;

/**
 * How far the changes of rows have been read.
 *
 * @param next the first offset of each partition that has not been read
 */
public record Positions(Map<Integer, Long> next) {

  public Positions {
    next = Map.copyOf(next);
  }

  /** How many changes that is, of all partitions together, counted from the beginning of each. */
  public long sum() {
    return next.values().stream().mapToLong(Long::longValue).sum();
  }
}
