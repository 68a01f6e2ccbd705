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
}
