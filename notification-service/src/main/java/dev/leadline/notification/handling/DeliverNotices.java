package dev.leadline.notification.handling;

import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.FindDue;
import dev.leadline.notification.domain.KeepTurn;
import dev.leadline.notification.domain.NextDue;
import dev.leadline.notification.domain.Notice;
import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.notification.domain.OpenDestination;
import dev.leadline.notification.domain.OpenDestination.Opened;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.RecentlySent;
import dev.leadline.notification.domain.SendNotices;
import dev.leadline.notification.domain.SendNotices.Parcel;
import dev.leadline.notification.domain.SendingTurn;
import dev.leadline.notification.domain.SettleTries;
import dev.leadline.notification.domain.SettleTries.Settled;
import dev.leadline.notification.domain.Throttle;
import dev.leadline.notification.domain.Verdicts;
import dev.leadline.servicebase.Spans;
import dev.leadline.servicebase.StoreFailures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due to one destination. The ledger says "sending" before anything leaves; if the
 * service dies after that, the line becomes "unknown" and is not sent again by itself. So few lines
 * are taken at a time, and only as many as may go at once.
 */
public final class DeliverNotices {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverNotices.class);

  private static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(1);
  private static final int MOST_AT_ONCE = 32;
  private static final int MOST_LINES = 100;

  private final TransactionTemplate transaction;
  private final OpenDestination open;
  private final FindDue findDue;
  private final NextDue nextDue;
  private final RecentlySent recentlySent;
  private final KeepTurn keep;
  private final SettleTries settle;
  private final SendNotices send;
  private final ExecutorService executor;
  private final MeterRegistry meters;
  private final Counter disabled;
  private final Counter unknown;
  private final Spans spans;
  private final Clock clock;
  private final Duration lease;
  private final Duration mostWaiting;
  private volatile boolean ending;

  /**
   * The use case.
   *
   * @param lease after which whoever was sending must be dead
   * @param mostWaiting how long after it was due at first nothing is sent any more, whether or not
   *     it was given up by then
   */
  public DeliverNotices(
      TransactionTemplate transaction,
      OpenDestination open,
      FindDue findDue,
      NextDue nextDue,
      RecentlySent recentlySent,
      KeepTurn keep,
      SettleTries settle,
      SendNotices send,
      ExecutorService executor,
      MeterRegistry meters,
      Spans spans,
      Clock clock,
      Duration lease,
      Duration mostWaiting) {
    this.transaction = transaction;
    this.open = open;
    this.findDue = findDue;
    this.nextDue = nextDue;
    this.recentlySent = recentlySent;
    this.keep = keep;
    this.settle = settle;
    this.send = send;
    this.executor = executor;
    this.meters = meters;
    // An alert sees it rise from 0 alone: a count that begins with 1 has not risen.
    this.disabled = meters.counter(NotificationMeters.DISABLED.meter());
    this.unknown = meters.counter(NotificationMeters.UNKNOWN.meter());
    this.spans = spans;
    this.clock = clock;
    this.lease = lease;
    this.mostWaiting = mostWaiting;
  }

  /** A store that is away is waited for. */
  public void begin() {
    ending = false;
  }

  /** From now on a store that is away is not waited for. */
  public void end() {
    ending = true;
  }

  /** Messages that may leave now. */
  private record Taken(Opened opened, List<SendingTurn.Message> messages) {}

  /** Sends once; when to look again, null if nothing waits that time alone would bring. */
  public @Nullable Instant deliver(String destinationId) {
    List<Taken> taken = transaction.execute(status -> take(destinationId));
    if (taken == null || taken.isEmpty()) return null;
    if (!taken.getFirst().messages().isEmpty()) send(taken.getFirst());
    return again(destinationId, taken.getFirst());
  }

  /** Nothing where nothing may be sent at all. */
  private List<Taken> take(String destinationId) {
    Opened opened = open.open(destinationId);
    if (opened == null || !opened.destination().enabled()) return List.of();
    Instant now = clock.instant();
    Instant paused = opened.pausedUntil();
    if (paused != null && paused.isAfter(now)) return List.of(new Taken(opened, List.of()));
    Throttle throttle = opened.destination().kind().throttle();
    int allowed = throttle.allowed(opened.bucketFullAt(), now, MOST_AT_ONCE);
    if (allowed == 0) return List.of(new Taken(opened, List.of()));
    var turn =
        SendingTurn.of(
            findDue.due(destinationId, now, now.minus(mostWaiting), MOST_LINES),
            allowed,
            now,
            (ruleId, terms, limit) ->
                recentlySent.recent(ruleId, destinationId, terms.digest() != null, limit));
    Instant full = throttle.after(opened.bucketFullAt(), now, turn.messages().size());
    keep.keep(turn.kept(destinationId, now, lease, full), now);
    var after = new Opened(opened.destination(), opened.secret(), full, null);
    return List.of(new Taken(after, turn.messages()));
  }

  private void send(Taken taken) {
    Destination destination = taken.opened().destination();
    List<CompletableFuture<Outcome>> tries =
        taken.messages().stream()
            .map(message -> parcel(taken.opened(), message.lines()))
            .map(parcel -> CompletableFuture.supplyAsync(() -> tried(parcel), executor))
            .toList();
    List<Outcome> outcomes = tries.stream().map(CompletableFuture::join).toList();
    Instant now = clock.instant();
    List<Settled> settled = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++)
      for (FindDue.Due line : taken.messages().get(i).lines())
        settled.add(Verdicts.line(line.delivery(), outcomes.get(i), now));
    var verdict = Verdicts.destination(destination, outcomes, now);
    settle(settled, verdict, now);
    for (Settled line : settled) if (line.state() == Delivery.State.UNKNOWN) unknown.increment();
    if (!verdict.enabled()) {
      disabled.increment();
      LOG.warn(
          "Destination {} of tenant {} was disabled: {}",
          destination.destinationId(),
          destination.tenant(),
          verdict.trouble());
    }
  }

  /**
   * While the store is away it is tried again, until the service ends: what is known must not be
   * called unknown.
   */
  private void settle(List<Settled> settled, SettleTries.Verdict verdict, Instant now) {
    boolean kept = false;
    while (!kept)
      try {
        settle.settle(settled, verdict, now);
        kept = true;
      } catch (RuntimeException away) {
        if (ending || !StoreFailures.mayPass(away)) throw away;
        LOG.warn(
            "What became of {} notifications waits for the store: {}",
            settled.size(),
            away.getClass().getSimpleName());
        pause();
      }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(AFTER_A_BREAKDOWN.toMillis());
    } catch (InterruptedException nobodyInterruptsCouriers) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(nobodyInterruptsCouriers);
    }
  }

  private Parcel parcel(Opened opened, List<FindDue.Due> lines) {
    List<Notice> notices = new ArrayList<>();
    for (FindDue.Due line : lines) {
      Notice notice = line.notice();
      if (notice != null) notices.add(notice);
    }
    int attempt = lines.getFirst().delivery().attempts() + 1;
    return new Parcel(opened.destination(), opened.secret(), notices, attempt);
  }

  /** Counts and times a try. */
  private Outcome tried(Parcel parcel) {
    String kind = parcel.destination().kind().name().toLowerCase(Locale.ROOT);
    Outcome outcome =
        meters
            .timer(NotificationMeters.DURATION.meter(), "kind", kind)
            .record(
                () ->
                    spans.within(
                        "deliver " + kind,
                        Span.Kind.PRODUCER,
                        parcel.notices().stream().map(Notice::traceParent),
                        () -> send.send(parcel)));
    if (outcome == null) throw new IllegalStateException("A try had no outcome");
    meters
        .counter(
            NotificationMeters.DELIVERIES.meter(),
            "kind",
            kind,
            "outcome",
            outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .increment();
    return outcome;
  }

  private @Nullable Instant again(String destinationId, Taken taken) {
    Instant now = clock.instant();
    Instant next = nextDue.nextDue(destinationId, now.minus(mostWaiting));
    if (next == null) return null;
    Instant paused = taken.opened().pausedUntil();
    if (paused != null && paused.isAfter(next)) next = paused;
    Instant bucket =
        taken.opened().destination().kind().throttle().next(taken.opened().bucketFullAt(), now);
    return bucket.isAfter(next) ? bucket : next;
  }
}
