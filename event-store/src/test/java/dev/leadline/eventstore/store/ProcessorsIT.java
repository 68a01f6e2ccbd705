package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.TENANT;
import static dev.leadline.eventstore.store.Samples.message;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static dev.leadline.eventstore.store.Samples.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessorsIT {

  private RunningStore running;

  @BeforeEach
  void start() {
    running = RunningStore.on(Database.empty());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  /** A projection's handler; the processor calls it from several threads. */
  static final class Seen {

    final ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
    final LongAdder count = new LongAdder();

    @EventHandler
    void on(LeadEvent event, EventMessage<?> message) {
      ids.add(message.getIdentifier());
      count.increment();
    }
  }

  @Test
  void a_pooled_processor_sees_every_event_once_while_several_write() throws Exception {
    var seen = new Seen();
    var processor = processor(running, seen);
    processor.start();
    try (var writers = Executors.newFixedThreadPool(4)) {
      var writing = new ArrayList<Future<?>>();
      for (int writer = 0; writer < 4; writer++)
        writing.add(
            writers.submit(
                () -> {
                  for (int batch = 0; batch < 10; batch++) writeBatch(batch % 3 == 2);
                }));
      for (Future<?> each : writing) each.get();
    }
    long stored = running.log().count();
    assertThat(stored).isEqualTo(4 * 7 * 50);
    Awaitility.await("the processor has seen what is stored")
        .atMost(Duration.ofSeconds(20))
        .until(() -> seen.ids.size() >= stored);
    processor.shutDown();
    assertThat(seen.ids)
        .containsExactlyInAnyOrderElementsOf(
            running.all().stream().map(event -> event.eventId().toString()).toList());
  }

  /** Every third batch fails at its end and leaves a hole in the positions. */
  private void writeBatch(boolean fails) {
    try {
      running
          .batches()
          .run(
              () -> {
                for (int i = 0; i < 25; i++)
                  running.newInstance(
                      newLead(),
                      List.of(registered(), message("a@acme.example", "hi")),
                      withId(UUID.randomUUID()));
                if (fails) {
                  CurrentUnitOfWork.get()
                      .onCommit(
                          unit -> {
                            throw new IllegalStateException("fails");
                          });
                }
                return fails;
              });
    } catch (IllegalStateException e) {
      assertThat(fails).isTrue();
    }
  }

  @Test
  void appends_of_another_process_wake_a_processor_that_waits() {
    try (RunningStore other = RunningStore.on(running.database)) {
      other.awaitListening(2);
      var seen = new Seen();
      var processor = processor(other, seen);
      processor.start();
      for (int i = 1; i <= 6; i++) {
        int expected = i;
        running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
        Awaitility.await("the other process has handled it")
            .pollInterval(Duration.ofMillis(20))
            .until(() -> seen.ids.size() == expected);
      }
      processor.shutDown();
    }
  }

  @Test
  void listeners_are_called_on_appends_and_no_more_once_they_left() {
    running.awaitListening(1);
    var called = new CopyOnWriteArrayList<Long>();
    Runnable leave = running.signal().onAppend(() -> called.add(running.log().count()));
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    Awaitility.await("the listener has been called after the commit")
        .until(() -> called.contains(1L));
    leave.run();
    var second = new CopyOnWriteArrayList<Long>();
    running.signal().onAppend(() -> second.add(running.log().count()));
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    Awaitility.await("another listener is still called").until(() -> second.contains(2L));
    assertThat(called).doesNotContain(2L);
  }

  @Test
  void the_signal_comes_back_after_the_connection_was_cut() {
    running.awaitListening(1);
    running
        .jdbc()
        .execute(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                + " where datname = current_database() and query like 'listen%'");
    running.awaitListening(1);
    var called = new CopyOnWriteArrayList<Long>();
    running.signal().onAppend(() -> called.add(running.log().count()));
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    Awaitility.await("the event shows in spite of the cut").until(() -> called.contains(1L));
  }

  static PooledStreamingEventProcessor processor(RunningStore on, Seen seen) {
    return PooledStreamingEventProcessor.builder()
        .name("test.rows")
        .messageSource(on.store())
        .tokenStore(new InMemoryTokenStore())
        .transactionManager(NoTransactionManager.instance())
        .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(seen).build())
        .errorHandler(PropagatingErrorHandler.instance())
        .coordinatorExecutor(Executors.newSingleThreadScheduledExecutor(daemon()))
        .workerExecutor(Executors.newScheduledThreadPool(2, daemon()))
        .initialSegmentCount(2)
        .batchSize(1000)
        .build();
  }

  private static ThreadFactory daemon() {
    return Thread.ofPlatform().daemon().factory();
  }
}
