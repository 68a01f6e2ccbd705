package dev.leadline.leadservice.outbox;

import dev.leadline.events.Topics;
import dev.leadline.eventstore.FollowerThreads;
import dev.leadline.eventstore.store.AppendSignal;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.AnnounceInTurn;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.KeepBlockedNetworks;
import dev.leadline.leadservice.handling.KeepDeadlines;
import dev.leadline.leadservice.handling.LeadsOnce;
import dev.leadline.servicebase.Spans;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Announces every stored event on {@code leadline.lead-events}, in the order of the store, at least
 * once, whom a change of control concerns on {@code leadline.control-state}, and who was erased on
 * {@code leadline.erased-leads}; {@code ce_id} tells a repeated one. One instance of the service
 * does it at a time. The position is written after the broker has the events, so a crash announces
 * some again and none never. An event that is larger than the broker takes is announced without
 * what is personal in it, as that of somebody who was erased: it must not stop all that follow.
 */
@Component
final class LeadEventsOutbox implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LeadEventsOutbox.class);

  private static final int BATCH = 1000;

  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

  private final EventLog log;
  private final AnnounceInTurn turns;
  private final ControlStates controlStates;
  private final CommandLeads commands;
  private final LostTopics lost;
  private final KeepDeadlines deadlines;
  private final KeepBlockedNetworks blockedNetworks;
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final Spans spans;
  private final Semaphore work = new Semaphore(1);
  private final AppendSignal signal;
  private volatile boolean running;
  private volatile Thread thread = new Thread();

  LeadEventsOutbox(
      EventLog log,
      AppendSignal signal,
      AnnounceInTurn turns,
      ControlStates controlStates,
      CommandLeads commands,
      LostTopics lost,
      KeepDeadlines deadlines,
      KeepBlockedNetworks blockedNetworks,
      KafkaTemplate<byte[], byte[]> kafka,
      Spans spans) {
    this.log = log;
    this.signal = signal;
    this.turns = turns;
    this.controlStates = controlStates;
    this.commands = commands;
    this.lost = lost;
    this.deadlines = deadlines;
    this.blockedNetworks = blockedNetworks;
    this.kafka = kafka;
    this.spans = spans;
  }

  @Override
  public void start() {
    running = true;
    signal.onAppend(work::release);
    thread = new FollowerThreads("lead-events-outbox").newThread(this::run);
    thread.start();
  }

  /** Lets a batch that is under way end, so that a clean stop announces nothing twice. */
  @Override
  public void stop() {
    running = false;
    work.release();
    try {
      thread.join(STOPS_WITHIN);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      // What is new does not wait for what was lost: both take turns.
      if (announceLost()) work.release();
      try {
        // The signal is the rule; the timeout is for an instance that takes over from another.
        work.tryAcquire(1, TimeUnit.SECONDS);
        work.drainPermits();
        boolean moved = true;
        while (running && moved) moved = announceNew();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException broken) {
        if (running)
          LOG.warn("Lead events wait to be announced: {}", broken.getClass().getSimpleName());
      }
    }
  }

  private boolean announceLost() {
    try {
      return lost.announceSome();
    } catch (RuntimeException broken) {
      if (running)
        LOG.warn(
            "What topics may have lost waits to be announced again: {}",
            broken.getClass().getSimpleName());
      return false;
    }
  }

  private boolean announceNew() {
    var isOurs = new AtomicBoolean();
    boolean moved =
        turns.announce(
            position -> {
              isOurs.set(true);
              return forward(position);
            });
    if (isOurs.get()) controlStates.settle();
    return moved;
  }

  /** Announces one batch, and notes what is to be done when time has passed; the position after. */
  private long forward(long position) {
    List<StoredEvent> events = log.readAfter(position, BATCH);
    if (events.isEmpty()) {
      if (controlStates.isInDoubt())
        send(events, controlStates.after(events, new LeadsOnce(commands::find)), Set.of());
      return position;
    }
    return spans.within(
        "announce lead events",
        Span.Kind.PRODUCER,
        events.stream().map(StoredEvent::traceParent),
        () -> announce(events));
  }

  private long announce(List<StoredEvent> events) {
    var leads = new LeadsOnce(commands::find);
    var besides = new ArrayList<>(controlStates.after(events, leads));
    besides.addAll(Erasures.among(events));
    var tooLarge = new HashSet<UUID>();
    StoredEvent refused = send(events, besides, tooLarge);
    // All of the batch once more, so that no event overtakes another one of its lead.
    for (; refused != null; refused = send(events, besides, tooLarge)) {
      LOG.error(
          "Event {} of {} bytes is larger than Kafka takes, and is told without what is personal",
          refused.eventId(),
          refused.json().length);
      tooLarge.add(refused.eventId());
    }
    deadlines.after(events, leads);
    blockedNetworks.after(events, leads);
    return events.getLast().position();
  }

  /** Returns when the broker has them all, or with the first event that it will never take. */
  private @Nullable StoredEvent send(
      List<StoredEvent> events, List<ProducerRecord<byte[], byte[]>> besides, Set<UUID> tooLarge) {
    var sent = new ArrayList<CompletableFuture<?>>();
    for (StoredEvent stored : events) {
      boolean bare = tooLarge.contains(stored.eventId());
      try {
        sent.add(
            kafka.send(
                bare
                    ? Announcement.bare(Topics.LEAD_EVENTS, stored)
                    : Announcement.of(Topics.LEAD_EVENTS, stored)));
      } catch (KafkaException refused) {
        if (!bare && isTooLarge(refused)) return stored;
        throw refused;
      }
    }
    for (var record : besides) sent.add(kafka.send(record));
    kafka.flush();
    for (int i = 0; i < sent.size(); i++)
      try {
        sent.get(i).join();
      } catch (CompletionException refused) {
        if (i < events.size() && !tooLarge.contains(events.get(i).eventId()) && isTooLarge(refused))
          return events.get(i);
        throw refused;
      }
    return null;
  }

  private static boolean isTooLarge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof RecordTooLargeException) return true;
    return false;
  }
}
