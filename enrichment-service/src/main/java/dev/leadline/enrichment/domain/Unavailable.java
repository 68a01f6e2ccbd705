package dev.leadline.enrichment.domain;

import org.jspecify.annotations.Nullable;

/** Whoever is asked does not answer; asking again later may help. */
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Unavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** In words for operators, without what was asked. */
  public static Unavailable because(String why, @Nullable Throwable cause) {
    return new Unavailable(why, cause);
  }
}
