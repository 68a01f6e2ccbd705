package dev.leadline.timeline.domain;

import java.util.Map;

/**
 * Up to which event each segment of a projection has come, as far as it is stored; empty when the
 * projection has not begun. Also the segments that other instances work on, or nobody.
 */
@FunctionalInterface
public interface FindPositions {

  Map<Integer, Long> of(String projection);
}
