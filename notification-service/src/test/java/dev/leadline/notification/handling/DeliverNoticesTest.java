package dev.leadline.notification.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.notification.domain.Defaults;
import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.FindDue.Due;
import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.notification.domain.OpenDestination.Opened;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SettleTries;
import dev.leadline.notification.domain.SettleTries.Settled;
import dev.leadline.notification.domain.Terms;
import dev.leadline.notification.domain.Trigger;
import dev.leadline.notification.domain.Writing;
import dev.leadline.servicebase.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class DeliverNoticesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicReference<DeliverNotices> delivering = new AtomicReference<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private Outcome outcome = new Outcome.Delivered();

  /** Its alert would not see the first one. */
  @Test
  void that_a_destination_is_disabled_is_counted_from_zero() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      deliver(threads, (settled, verdict, now) -> {});
    }
    assertThat(meters.get(NotificationMeters.DISABLED.meter()).counter().count()).isZero();
  }

  /** The line is UNKNOWN, and somebody has to look whether it arrived. */
  @Test
  void what_was_handed_over_without_an_answer_is_counted_as_unknown() {
    outcome = new Outcome.Uncertain("No answer came.");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      deliver(threads, (settled, verdict, now) -> {});
    }
    assertThat(meters.get(NotificationMeters.UNKNOWN.meter()).counter().count()).isEqualTo(1);
  }

  /** What was delivered would be called unknown, and what may be sent later would not be sent. */
  @Test
  void what_became_of_a_message_is_written_down_once_the_store_is_back() {
    var written = new ArrayList<Settled>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      deliver(
          threads,
          (settled, verdict, now) -> {
            if (tries.incrementAndGet() < 3)
              throw new DataAccessResourceFailureException("The store is away");
            written.addAll(settled);
          });
    }
    assertThat(written).containsExactly(new Settled(1, 1, Delivery.State.SENT, null, null));
  }

  @Test
  void a_service_that_ends_does_not_wait_for_a_store_that_is_gone() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThatThrownBy(
              () ->
                  deliver(
                      threads,
                      (settled, verdict, now) -> {
                        if (tries.incrementAndGet() == 2) delivering.get().end();
                        throw new DataAccessResourceFailureException("The store is gone");
                      }))
          .hasMessage("The store is gone");
    }
    assertThat(tries).hasValue(2);
  }

  /** One message to an inbox, which takes it. */
  private void deliver(ExecutorService threads, SettleTries settle) {
    var destination = Defaults.inbox("acme", NOW);
    var line =
        new Delivery(
            1,
            "acme",
            "rule",
            destination.destinationId(),
            "event",
            null,
            Trigger.OPS_REPLAY_FINISHED,
            Delivery.State.PENDING,
            NOW,
            NOW,
            NOW,
            0,
            null);
    Terms terms = Defaults.rules("acme", NOW).getFirst().terms();
    var due =
        new Due(
            line, NOW, terms, Writing.test("n", "acme", "Us", NOW, "https://leads.example.com"));
    delivering.set(
        new DeliverNotices(
            new TransactionTemplate(new NoTransactions()),
            id -> new Opened(destination, null, null, null),
            (id, now, oldest, limit) -> List.of(due),
            (id, oldest) -> null,
            (rule, id, together, limit) -> List.of(),
            (turn, now) -> {},
            settle,
            parcel -> outcome,
            threads,
            meters,
            new Spans(Tracer.NOOP),
            Clock.fixed(NOW, ZoneOffset.UTC),
            Duration.ofSeconds(45),
            Duration.ofDays(3)));
    delivering.get().deliver(destination.destinationId());
  }

  private static final class NoTransactions implements PlatformTransactionManager {
    @Override
    public TransactionStatus getTransaction(TransactionDefinition definition) {
      return new SimpleTransactionStatus();
    }

    @Override
    public void commit(TransactionStatus status) {}

    @Override
    public void rollback(TransactionStatus status) {}
  }
}
