package dev.leadline.eventstore.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.wiring.EventStoreWiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The event store as a service has it: its wiring, a data source, a transaction manager. Only who
 * waits for events is woken by PostgreSQL's signal alone, and not by looking once a second.
 */
final class RunningStore implements AutoCloseable {

  static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  final AnnotationConfigApplicationContext context;
  final CountingDataSource dataSource;
  final String database;
  private final HikariDataSource pool;
  private final Repository<TestLead> leads;

  private static BeanPostProcessor onlySignalled(DataSource dataSource) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        return bean instanceof AppendSignal
            ? new AppendSignal(dataSource, Duration.ofMinutes(10))
            : bean;
      }
    };
  }

  private RunningStore(String database, Map<String, Object> properties) {
    this.database = database;
    pool = Database.dataSource(database);
    dataSource = new CountingDataSource(pool);
    context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    context.registerBean("dataSource", DataSource.class, () -> dataSource);
    context.registerBean(
        "transactionManager",
        PlatformTransactionManager.class,
        () -> new JdbcTransactionManager(dataSource));
    context.getBeanFactory().addBeanPostProcessor(onlySignalled(dataSource));
    context.register(EventStoreWiring.class);
    boolean started = false;
    try {
      context.refresh();
      started = true;
    } finally {
      if (!started) pool.close();
    }
    leads = repository();
  }

  static RunningStore on(String database) {
    return on(database, Map.of("leadline.event-store.master-key", MASTER_KEY));
  }

  static RunningStore on(String database, Map<String, Object> properties) {
    return new RunningStore(database, properties);
  }

  LeadEventStore store() {
    return context.getBean(LeadEventStore.class);
  }

  BatchTransaction batches() {
    return context.getBean(BatchTransaction.class);
  }

  LeadKeys keys() {
    return context.getBean(LeadKeys.class);
  }

  EventLog log() {
    return context.getBean(EventLog.class);
  }

  AcceptedEvents accepted() {
    return context.getBean(AcceptedEvents.class);
  }

  BodyMarks marks() {
    return context.getBean(BodyMarks.class);
  }

  AppendSignal signal() {
    return context.getBean(AppendSignal.class);
  }

  /** Until so many processes are signalled appends to this database. */
  void awaitListening(int processes) {
    String listening =
        "select count(*) from pg_stat_activity"
            + " where datname = current_database() and query = 'listen lead_events'";
    Awaitility.await("processes listen")
        .until(() -> jdbc().queryForObject(listening, Integer.class), is -> is == processes);
  }

  JdbcTemplate jdbc() {
    return new JdbcTemplate(dataSource);
  }

  Repository<TestLead> repository() {
    EventStore store = context.getBean(EventStore.class);
    return EventSourcingRepository.builder(TestLead.class).eventStore(store).build();
  }

  void create(String lead, List<? extends LeadEvent> events, EventMetadata last) {
    batches()
        .run(
            () -> {
              newInstance(lead, events, last);
              return lead;
            });
  }

  /** Inside of a batch. */
  void newInstance(String lead, List<? extends LeadEvent> events, EventMetadata last) {
    try {
      leads.newInstance(() -> TestLead.registered(lead, events, last));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void update(String lead, LeadEvent event, EventMetadata metadata) {
    batches()
        .run(
            () -> {
              leads.load(lead).execute(it -> it.record(List.of(event), metadata));
              return lead;
            });
  }

  List<Object> payloads(String lead) {
    return store().readEvents(lead).asStream().<Object>map(DomainEventMessage::getPayload).toList();
  }

  List<StoredEvent> all() {
    var events = new ArrayList<StoredEvent>();
    List<StoredEvent> next = log().readAfter(0, 1000);
    while (!next.isEmpty()) {
      events.addAll(next);
      next = log().readAfter(next.getLast().position(), 1000);
    }
    return events;
  }

  @Override
  public void close() {
    context.close();
    pool.close();
  }
}
