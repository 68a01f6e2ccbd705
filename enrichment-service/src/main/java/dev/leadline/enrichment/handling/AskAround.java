package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.AskOutside;
import dev.leadline.enrichment.domain.GiveUpLost;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.NextDue;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.SettleInquiry;
import dev.leadline.enrichment.domain.SettleInquiry.Closed;
import dev.leadline.enrichment.domain.SettleInquiry.Postponed;
import dev.leadline.enrichment.domain.SettleInquiry.Settlement;
import dev.leadline.enrichment.domain.SettleInquiry.State;
import dev.leadline.enrichment.domain.TakeDue;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.servicebase.Spans;
import dev.leadline.servicebase.StoreFailures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through the ledger: one lane for each purpose, so that one that hangs delays no other, and
 * in each as many questions at once as it allows. The ledger says "asking" before anybody is asked,
 * and keeps an answer until the platform was told of it. A lane sleeps until it is woken or its
 * next question is due. Every now and then it is looked for what an instance that died left behind,
 * and for how long what is due has waited.
 */
public final class AskAround {

  private static final Logger LOG = LoggerFactory.getLogger(AskAround.class);

  static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(2);

  private final Map<Purpose, Lane> lanes = new EnumMap<>(Purpose.class);
  private final Semaphore looking = new Semaphore(0);
  private final TakeDue takeDue;
  private final NextDue nextDue;
  private final SettleInquiry settle;
  private final GiveUpLost giveUpLost;
  private final TellLearned tell;
  private final MeterRegistry meters;
  private final Spans spans;
  private final Clock clock;
  private final Duration lease;
  private final Duration lookAround;
  private final ThreadFactory threadsOfLanes;
  private @Nullable ExecutorService threads;
  private volatile boolean working;

  /** Whom to ask for a purpose. */
  public record Asker(Purpose purpose, AskOutside asks) {}

  /**
   * The lanes, not at work yet.
   *
   * @param askers whom to ask for what; a purpose without one is not worked at
   * @param lease after which whoever was asking must be dead
   * @param threadsOfLanes one thread for each lane and each question that is being asked
   */
  public AskAround(
      List<Asker> askers,
      TakeDue takeDue,
      NextDue nextDue,
      SettleInquiry settle,
      GiveUpLost giveUpLost,
      TellLearned tell,
      MeterRegistry meters,
      Spans spans,
      Clock clock,
      Duration lease,
      Duration lookAround,
      ThreadFactory threadsOfLanes) {
    for (Asker asker : askers) {
      var lane = new Lane(asker.purpose(), asker.asks());
      if (lanes.put(asker.purpose(), lane) != null)
        throw new IllegalArgumentException("Two askers for " + asker.purpose());
      Gauge.builder(Meters.WAITING_SECONDS.meter(), lane, Lane::waitingSeconds)
          .description("For how long the question waits that has been due for longest")
          .tag("purpose", asker.purpose().wireName())
          .register(meters);
    }
    this.takeDue = takeDue;
    this.nextDue = nextDue;
    this.settle = settle;
    this.giveUpLost = giveUpLost;
    this.tell = tell;
    this.meters = meters;
    this.spans = spans;
    this.clock = clock;
    this.lease = lease;
    this.lookAround = lookAround;
    this.threadsOfLanes = threadsOfLanes;
  }

  /** Begins work. */
  public synchronized void start() {
    var started = Executors.newThreadPerTaskExecutor(threadsOfLanes);
    threads = started;
    working = true;
    for (Lane lane : lanes.values()) started.execute(lane::work);
    tell.begin();
    started.execute(tell::work);
    started.execute(this::lookAround);
  }

  /** Ends work; what is being asked is waited for, for a moment. */
  public synchronized void stop() {
    working = false;
    ExecutorService started = threads;
    threads = null;
    if (started == null) return;
    // Whoever pauses goes home at once; whoever asks has a moment before it is interrupted.
    started.shutdown();
    lanes.values().forEach(lane -> lane.signal.release());
    tell.end();
    looking.release();
    try {
      if (started.awaitTermination(3, TimeUnit.SECONDS)) return;
      LOG.warn("Some questions are still being asked; nobody will know their end.");
      started.shutdownNow();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something may be due for these purposes. */
  public void wake(Collection<Purpose> purposes) {
    for (Purpose purpose : purposes) {
      Lane lane = lanes.get(purpose);
      if (lane != null) lane.signal.release();
    }
  }

  private void lookAround() {
    while (working) {
      try {
        int lost = giveUpLost.giveUp(clock.instant());
        if (lost > 0) {
          LOG.warn("Of {} questions nobody knows whether they were answered.", lost);
          meters
              .counter(Meters.INQUIRIES.meter(), "purpose", "any", "outcome", "unknown")
              .increment(lost);
        }
        wake(lanes.keySet());
        tell.wake();
        lanes.values().forEach(Lane::measure);
      } catch (RuntimeException broken) {
        LOG.warn("The ledger cannot be reached: {}", broken.getClass().getSimpleName());
      }
      pause(looking, lookAround);
    }
  }

  static void pause(Semaphore signal, Duration longest) {
    try {
      boolean ignored = signal.tryAcquire(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(Purpose purpose, String outcome) {
    meters
        .counter(Meters.INQUIRIES.meter(), "purpose", purpose.wireName(), "outcome", outcome)
        .increment();
  }

  /** The questions of one purpose. */
  private final class Lane {
    private final Purpose purpose;
    private final AskOutside asker;
    private final Semaphore signal = new Semaphore(0);
    private final AtomicInteger asking = new AtomicInteger();
    private volatile Instant closedUntil = Instant.MIN;
    private volatile @Nullable Instant oldestDue;

    Lane(Purpose purpose, AskOutside asker) {
      this.purpose = purpose;
      this.asker = asker;
    }

    void work() {
      while (working) {
        signal.drainPermits();
        Duration rest = lookAround;
        try {
          Duration next = takeSome();
          if (next.compareTo(rest) < 0) rest = next;
        } catch (RuntimeException broken) {
          if (!working) return;
          LOG.warn(
              "Questions of {} wait: {}", purpose.wireName(), broken.getClass().getSimpleName());
          rest = AFTER_A_BREAKDOWN;
        }
        if (rest.isPositive()) pause(signal, rest);
      }
    }

    void measure() {
      oldestDue = nextDue.next(purpose);
    }

    double waitingSeconds() {
      Instant due = oldestDue;
      return due == null ? 0 : Math.max(0, Duration.between(due, clock.instant()).toSeconds());
    }

    /** When to look again, unless somebody wakes the lane before. */
    private Duration takeSome() {
      Instant now = clock.instant();
      if (closedUntil.isAfter(now)) return Duration.between(now, closedUntil);
      int free = purpose.atOnce() - asking.get();
      if (free <= 0) return lookAround;
      List<Inquiry> taken = takeDue.take(purpose, now, now.plus(lease), free);
      for (Inquiry inquiry : taken) begin(inquiry);
      if (taken.size() == free) return lookAround;
      Instant next = nextDue.next(purpose);
      return next == null ? lookAround : Duration.between(now, next);
    }

    private void begin(Inquiry inquiry) {
      ExecutorService at = threads;
      // Stopping: the ledger gives it back after the lease, as if we had died.
      if (at == null) return;
      asking.incrementAndGet();
      at.execute(
          () -> {
            try {
              finish(inquiry, asked(inquiry));
            } catch (RuntimeException broken) {
              LOG.warn(
                  "What came of question {} is not in the ledger: {}",
                  inquiry.inquiryId(),
                  broken.getClass().getSimpleName());
            } finally {
              asking.decrementAndGet();
              signal.release();
            }
          });
    }

    private Answer asked(Inquiry inquiry) {
      try {
        Answer answer =
            meters
                .timer(Meters.DURATION.meter(), "purpose", purpose.wireName())
                .record(
                    () ->
                        spans.within(
                            "ask " + purpose.wireName(),
                            Span.Kind.CLIENT,
                            Stream.ofNullable(inquiry.traceParent()),
                            () -> asker.ask(inquiry)));
        if (answer != null) return answer;
        throw new IllegalStateException("No answer at all");
      } catch (RuntimeException mistake) {
        LOG.error(
            "Question {} breaks our code: {} at {}",
            inquiry.inquiryId(),
            mistake.getClass().getName(),
            Arrays.stream(mistake.getStackTrace()).findFirst().orElse(null));
        return new Answer.Refused("a mistake of ours", List.of());
      }
    }

    private void finish(Inquiry inquiry, Answer answer) {
      Instant now = clock.instant();
      Settlement settlement = settlement(inquiry, answer, now);
      if (settled(inquiry, settlement)
          && settlement
              instanceof Closed(State state, String reason, List<ChannelFact> facts, Instant at)
          && !facts.isEmpty()) tell.wake();
    }

    /** While the ledger is away it is tried again: an answer may have cost money. */
    private boolean settled(Inquiry inquiry, Settlement settlement) {
      while (true)
        try {
          return settle.settle(inquiry, settlement);
        } catch (RuntimeException away) {
          if (!working || !StoreFailures.mayPass(away)) throw away;
          LOG.warn(
              "What came of question {} waits for the ledger: {}",
              inquiry.inquiryId(),
              away.getClass().getSimpleName());
          pause(new Semaphore(0), AFTER_A_BREAKDOWN);
        }
    }

    private Settlement settlement(Inquiry inquiry, Answer answer, Instant now) {
      return switch (answer) {
        case Answer.Found(List<ChannelFact> facts) -> {
          count(purpose, "found");
          yield new Closed(State.DONE, null, facts, now);
        }
        case Answer.Refused(String reason, List<ChannelFact> facts) -> {
          count(purpose, "refused");
          yield new Closed(State.FAILED, reason, facts, now);
        }
        case Answer.Dropped(String reason) -> {
          count(purpose, "dropped");
          yield new Closed(State.DROPPED, reason, List.of(), now);
        }
        case Answer.Later later -> {
          Instant again = now.plus(later.pause());
          if (later.everybody()) closedUntil = again;
          if (again.isAfter(inquiry.wantedAt().plus(purpose.patience()))) {
            count(purpose, "failed");
            yield new Closed(State.FAILED, later.reason(), later.otherwise(), now);
          }
          count(purpose, "later");
          yield new Postponed(later.reason(), again);
        }
      };
    }
  }
}
