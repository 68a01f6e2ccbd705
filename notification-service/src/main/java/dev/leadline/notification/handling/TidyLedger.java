package dev.leadline.notification.handling;

import dev.leadline.notification.domain.ForgetEnded;
import dev.leadline.notification.domain.GiveUpWaiting;
import dev.leadline.notification.domain.NotificationMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up what nobody could be told in time, and deletes what ended long ago; in portions, each of
 * them a transaction of its own, so that nobody waits for many rows.
 */
public final class TidyLedger {

  private static final Logger LOG = LoggerFactory.getLogger(TidyLedger.class);

  private static final int PORTION = 1000;

  /** In one go, so that years of ended lines do not keep others from being given up. */
  private static final int MOST_PORTIONS = 100;

  private final GiveUpWaiting giveUp;
  private final ForgetEnded forget;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Duration mostWaiting;
  private final Duration kept;

  /**
   * The use case.
   *
   * @param mostWaiting how long after it was due at first a line is given up
   * @param kept how long after its end a line is deleted
   */
  public TidyLedger(
      GiveUpWaiting giveUp,
      ForgetEnded forget,
      MeterRegistry meters,
      Clock clock,
      Duration mostWaiting,
      Duration kept) {
    this.giveUp = giveUp;
    this.forget = forget;
    this.meters = meters;
    this.clock = clock;
    this.mostWaiting = mostWaiting;
    this.kept = kept;
  }

  /** Once. What the store refuses or is away for is done the next time. */
  public void tidy() {
    Instant now = clock.instant();
    try {
      int old = inPortions(() -> counted(giveUp.giveUp(now.minus(mostWaiting), now, PORTION)));
      if (old > 0) LOG.warn("{} notifications were given up: nobody could be told in time.", old);
      int gone = inPortions(() -> forget.forget(now.minus(kept), PORTION));
      if (gone > 0) LOG.info("{} notifications that ended long ago were deleted.", gone);
    } catch (RuntimeException later) {
      LOG.warn("Old notifications wait for the store: {}", later.getClass().getSimpleName());
    }
  }

  private int counted(int lines) {
    meters.counter(NotificationMeters.GIVEN_UP.meter()).increment(lines);
    return lines;
  }

  private static int inPortions(IntSupplier portion) {
    int all = 0;
    for (int i = 0; i < MOST_PORTIONS; i++) {
      int lines = portion.getAsInt();
      all += lines;
      if (lines < PORTION) break;
    }
    return all;
  }
}
