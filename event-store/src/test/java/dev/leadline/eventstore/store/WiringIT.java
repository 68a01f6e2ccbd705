package dev.leadline.eventstore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;

class WiringIT {

  @Test
  void the_beans_are_ours_and_not_what_axon_falls_back_to() {
    try (RunningStore running = RunningStore.on(Database.empty())) {
      var context = running.context;
      assertThat(context.getBean(TransactionManager.class))
          .isExactlyInstanceOf(SpringTransactionManager.class);
      assertThat(context.getBean(EventStorageEngine.class))
          .isExactlyInstanceOf(LeadEventStorageEngine.class);
      assertThat(context.getBean(EventStore.class)).isExactlyInstanceOf(LeadEventStore.class);
      assertThat(context.getBean(EventBus.class)).isSameAs(context.getBean(EventStore.class));
      assertThat(context.getBean(AppendSignal.class).isRunning()).isTrue();
    }
  }

  @Test
  void a_second_start_finds_its_tables_and_a_service_may_have_migrations_of_its_own() {
    String database = Database.empty();
    RunningStore.on(database).close();
    try (RunningStore running = RunningStore.on(database)) {
      assertThat(
              running
                  .jdbc()
                  .queryForList(
                      "select version from event_store_schema where success and type = 'SQL'",
                      String.class))
          .containsExactly("1", "2", "3", "4", "5", "6");
      assertThat(
              running
                  .jdbc()
                  .queryForObject("select to_regclass('flyway_schema_history')", String.class))
          .isNull();
    }
  }

  @Test
  void services_that_start_together_on_an_empty_database_all_find_their_tables() throws Exception {
    int services = 4;
    for (int round = 0; round < 3; round++) {
      String database = Database.empty();
      var begin = new CyclicBarrier(services);
      try (var executor = Executors.newFixedThreadPool(services)) {
        var started = new ArrayList<Future<?>>();
        for (int i = 0; i < services; i++)
          started.add(
              executor.submit(
                  () -> {
                    begin.await();
                    RunningStore.on(database).close();
                    return null;
                  }));
        for (Future<?> one : started) one.get();
      }
    }
  }
}
