package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.FindUntold;
import dev.leadline.enrichment.domain.MarkTold;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.TellPlatform;
import dev.leadline.enrichment.domain.Tidings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the platform what is in the ledger, in the order of the answers. What it could not be told
 * stays there and is told later; what it may have been told already is told once more. An answer
 * that Kafka never takes holds up no other: it has failed.
 */
public final class TellLearned {

  private static final Logger LOG = LoggerFactory.getLogger(TellLearned.class);
  private static final int AT_ONCE = 200;

  private final Semaphore tidings = new Semaphore(0);
  private final Semaphore ending = new Semaphore(0);
  private final FindUntold findUntold;
  private final TellPlatform tell;
  private final MarkTold markTold;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Duration lookAround;
  private volatile boolean working;

  /**
   * Not at work yet.
   *
   * @param lookAround how often it looks at least, whether it is woken or not
   */
  public TellLearned(
      FindUntold findUntold,
      TellPlatform tell,
      MarkTold markTold,
      MeterRegistry meters,
      Clock clock,
      Duration lookAround) {
    this.findUntold = findUntold;
    this.tell = tell;
    this.markTold = markTold;
    this.meters = meters;
    this.clock = clock;
    this.lookAround = lookAround;
  }

  void begin() {
    working = true;
  }

  void end() {
    working = false;
    tidings.release();
    ending.release();
  }

  /** Something may have been learned. */
  void wake() {
    tidings.release();
  }

  /** Until the end. */
  void work() {
    while (working) {
      AskAround.pause(tidings, lookAround);
      tidings.drainPermits();
      if (!working) return;
      try {
        tellAll();
      } catch (RuntimeException broken) {
        if (!working) return;
        LOG.warn("What was learned waits: {}", broken.getClass().getSimpleName());
        AskAround.pause(ending, AskAround.AFTER_A_BREAKDOWN);
        tidings.release();
      }
    }
  }

  private void tellAll() {
    List<Tidings> untold;
    do {
      untold = findUntold.untold(clock.instant(), AT_ONCE);
      if (untold.isEmpty()) return;
      Set<String> refused = tell.tell(untold);
      markTold.told(untold.stream().map(Tidings::inquiryId).toList(), refused);
      for (Tidings told : untold)
        if (refused.contains(told.inquiryId())) failed(told);
        else
          meters
              .counter(Meters.TOLD.meter(), "purpose", told.purpose().wireName())
              .increment(told.facts().size());
    } while (working && untold.size() == AT_ONCE);
  }

  private void failed(Tidings refused) {
    LOG.error("The answer to {} is larger than Kafka takes: it failed.", refused.inquiryId());
    meters
        .counter(
            Meters.INQUIRIES.meter(), "purpose", refused.purpose().wireName(), "outcome", "failed")
        .increment();
  }
}
