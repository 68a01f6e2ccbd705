package dev.leadline.notification.domain;

import org.jspecify.annotations.Nullable;

/** Writes a destination, in the place of the one with its id if there is one. */
@FunctionalInterface
public interface SaveDestination {

  /**
   * Writes it.
   *
   * @param secret kept sealed; null keeps the one that is there
   */
  void save(Destination destination, @Nullable String secret);
}
