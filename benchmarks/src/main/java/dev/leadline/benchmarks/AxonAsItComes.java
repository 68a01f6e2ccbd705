package dev.leadline.benchmarks;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.LeadRows;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.LeadRowStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.ApplicationContext;

/**
 * A processor with every setting as Axon has it, over our event store, whose reading ahead is
 * better than that of Axon's own; its tokens are kept in memory and cost nothing. The handler does
 * what a handler does: it finds the row, evolves it and stores it.
 */
final class AxonAsItComes {

  private AxonAsItComes() {}

  static double eventsPerSecond(ApplicationContext service) throws InterruptedException {
    LeadRowStore rows = service.getBean(LeadRowStore.Open.class).of(new Generation(1_000, false));
    var handled = new AtomicLong();
    EventLog log = service.getBean(EventLog.class);
    var processor =
        TrackingEventProcessor.builder()
            .name("benchmark")
            .eventHandlerInvoker(
                SimpleEventHandlerInvoker.builder()
                    .eventHandlers(new Handler(rows, handled))
                    .build())
            .messageSource(service.getBean(EventStore.class))
            .tokenStore(new InMemoryTokenStore())
            .transactionManager(service.getBean(SpringTransactionManager.class))
            .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
            .trackingEventProcessorConfiguration(
                TrackingEventProcessorConfiguration.forSingleThreadedProcessing())
            .build();
    long wanted = log.count();
    long began = System.nanoTime();
    processor.start();
    RebuildBenchmark.await(() -> handled.get() >= wanted);
    double seconds = RebuildBenchmark.since(began);
    processor.shutDown();
    return wanted / seconds;
  }

  /** Annotated handlers are what Axon's users write. */
  static final class Handler {

    private final LeadRowStore rows;
    private final AtomicLong handled;

    Handler(LeadRowStore rows, AtomicLong handled) {
      this.rows = rows;
      this.handled = handled;
    }

    @EventHandler
    void on(LeadEvent event, EventMessage<?> message) {
      var stored = (DomainEventMessage<?>) message;
      String leadId = stored.getAggregateIdentifier();
      LeadState before = rows.of(List.of(leadId)).getOrDefault(leadId, LeadState.unknown(leadId));
      rows.store(
          List.of(
              LeadRows.evolve(
                  before,
                  new StoredEvent(
                      SeededLeads.tenant(),
                      leadId,
                      stored.getSequenceNumber(),
                      stored.getIdentifier(),
                      event))));
      handled.incrementAndGet();
    }
  }
}
