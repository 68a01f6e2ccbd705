package dev.leadline.enrichment.providers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a call of the moderation endpoint brought no scores. */
final class ModerationFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;

  /** What may help. */
  enum Kind {
    /** Asking a little later. */
    PASSING,
    /** Another key or another address; an operator has to see to it. */
    REFUSED,
    /** Nothing: this text is not taken. */
    NOT_TAKEN
  }

  ModerationFailure(Kind kind, String why, @Nullable Duration retryAfter) {
    super(why);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  /** How long the provider wants to be left alone; null if it does not say. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
