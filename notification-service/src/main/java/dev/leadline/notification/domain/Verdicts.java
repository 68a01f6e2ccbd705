package dev.leadline.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a try means for its line in the ledger, and for its destination. */
public final class Verdicts {

  private static final Duration LONGEST_WISH = Duration.ofDays(1);

  private Verdicts() {}

  /** A line after a try. */
  public static SettleTries.Settled line(Delivery line, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> settled(line, Delivery.State.SENT, null, null);
      case Outcome.Refused refused -> settled(line, Delivery.State.FAILED, null, refused.why());
      case Outcome.Gone gone -> settled(line, Delivery.State.FAILED, null, gone.why());
      case Outcome.Uncertain uncertain ->
          settled(line, Delivery.State.UNKNOWN, null, uncertain.why());
      // The destination waits, and the line keeps its place: what came later is not told before it.
      case Outcome.Later later ->
          settled(
              line,
              Delivery.State.PENDING,
              later.all() ? null : now.plus(bounded(later)),
              later.why());
    };
  }

  /**
   * A destination after tries: of the pauses that it asked for the longest counts.
   *
   * @param outcomes of the tries of one turn, in any order; never empty
   */
  public static SettleTries.Verdict destination(
      Destination destination, List<Outcome> outcomes, Instant now) {
    boolean arrived = outcomes.stream().anyMatch(Outcome.Delivered.class::isInstance);
    String trouble = null;
    int failures = 0;
    Instant pausedUntil = null;
    boolean gone = false;
    for (Outcome outcome : outcomes) {
      String why = why(outcome);
      if (why != null) trouble = why;
      gone |= outcome instanceof Outcome.Gone;
      if (outcome instanceof Outcome.Later later && later.all())
        pausedUntil = laterOf(pausedUntil, now.plus(bounded(later)));
    }
    if (gone && !arrived) failures = destination.failures() + 1;
    boolean enabled = failures < Destination.MOST_FAILURES;
    return new SettleTries.Verdict(
        destination.destinationId(),
        enabled,
        enabled ? trouble : "Disabled after %d refusals. %s".formatted(failures, trouble),
        failures,
        pausedUntil);
  }

  private static @Nullable String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> null;
      case Outcome.Later later -> later.why();
      case Outcome.Refused refused -> refused.why();
      case Outcome.Gone gone -> gone.why();
      case Outcome.Uncertain uncertain -> uncertain.why();
    };
  }

  private static Instant laterOf(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private static Duration bounded(Outcome.Later later) {
    return later.after().compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : later.after();
  }

  private static SettleTries.Settled settled(
      Delivery line, Delivery.State state, @Nullable Instant dueAt, @Nullable String reason) {
    return new SettleTries.Settled(line.deliveryId(), line.attempts() + 1, state, dueAt, reason);
  }
}
