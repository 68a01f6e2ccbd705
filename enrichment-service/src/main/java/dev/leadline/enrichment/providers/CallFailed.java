package dev.leadline.enrichment.providers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call of somebody outside brought nothing; in words for operators, without what was asked.
 */
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;

  /** What may help. */
  enum Kind {
    /** Asking a little later. */
    PASSING,
    /** Another key or another address; an operator has to see to it. */
    REFUSED,
    /** Nothing: what was asked is not taken. */
    NOT_TAKEN,
    /** Waiting: nobody was asked, since most calls fail or too many are on their way. */
    KEPT_BACK
  }

  CallFailed(Kind kind, String why, @Nullable Duration retryAfter) {
    super(why);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  /** How long the backend wants to be left alone; null if it does not say. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
