package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** How far the index has come. */
@FunctionalInterface
public interface IndexedUpTo {

  /** Where changes are to be read from; null when there is no whole index and it must be built. */
  @Nullable Positions positions();
}
