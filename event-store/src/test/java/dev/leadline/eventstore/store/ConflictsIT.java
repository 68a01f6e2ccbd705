package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.TENANT;
import static dev.leadline.eventstore.store.Samples.message;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static dev.leadline.eventstore.store.Samples.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.eventstore.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConflictsIT {

  private RunningStore running;

  @BeforeEach
  void start() {
    running = RunningStore.on(Database.empty());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void an_event_id_is_stored_once_and_nothing_of_the_other_batch() {
    UUID eventId = UUID.randomUUID();
    running.create(newLead(), List.of(registered()), withId(eventId));
    conflict(newLead(), withId(eventId));
  }

  @Test
  void a_natural_key_is_stored_once_and_nothing_of_the_other_batch() {
    UUID key = UUID.randomUUID();
    running.create(
        newLead(), List.of(registered()), new EventMetadata(null, key, null, TENANT, null));
    conflict(newLead(), new EventMetadata(null, key, null, TENANT, null));
  }

  @Test
  void a_place_in_a_lead_is_taken_once_and_nothing_of_the_other_batch_is_stored() {
    String lead = newLead();
    running.create(lead, List.of(registered()), withId(UUID.randomUUID()));
    conflict(lead, withId(UUID.randomUUID()));
  }

  private void conflict(String lead, EventMetadata metadata) {
    String bystander = newLead();
    long before = running.log().count();
    assertThatThrownBy(
            () ->
                running
                    .batches()
                    .run(
                        () -> {
                          running.newInstance(
                              bystander, List.of(registered()), withId(UUID.randomUUID()));
                          running.newInstance(lead, List.of(registered()), metadata);
                          return lead;
                        }))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(running.log().count()).isEqualTo(before);
    assertThat(running.payloads(bystander)).isEmpty();
    assertThat(
            running
                .jdbc()
                .queryForObject(
                    "select count(*) from lead_keys where lead_id = ?",
                    Long.class,
                    UUID.fromString(bystander)))
        .isZero();
    running.create(
        bystander,
        List.of(registered(), message("b@acme.example", "later")),
        withId(UUID.randomUUID()));
    assertThat(running.payloads(bystander).getLast()).isEqualTo(message("b@acme.example", "later"));
  }

  @Test
  void a_taken_key_of_any_table_in_the_batch_is_a_conflict() {
    running.jdbc().execute("create table identities (email text primary key)");
    running.jdbc().update("insert into identities values ('taken')");
    assertThatThrownBy(
            () ->
                running
                    .batches()
                    .run(
                        () -> {
                          running.newInstance(
                              newLead(), List.of(registered()), withId(UUID.randomUUID()));
                          return running.jdbc().update("insert into identities values ('taken')");
                        }))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(running.log().count()).isZero();
  }

  @Test
  void statements_of_a_batch_are_committed_and_rolled_back_with_its_events() {
    running.jdbc().execute("create table identities (email text primary key)");
    running
        .batches()
        .run(
            () -> {
              running.newInstance(newLead(), List.of(registered()), withId(UUID.randomUUID()));
              return running.jdbc().update("insert into identities values ('kept')");
            });
    assertThatThrownBy(
            () ->
                running
                    .batches()
                    .run(
                        () -> {
                          running.newInstance(
                              newLead(), List.of(registered()), withId(UUID.randomUUID()));
                          running.jdbc().update("insert into identities values ('not kept')");
                          throw new IllegalStateException("changed its mind");
                        }))
        .hasMessage("changed its mind");
    assertThat(running.jdbc().queryForList("select email from identities", String.class))
        .containsExactly("kept");
    assertThat(running.log().count()).isEqualTo(1);
  }

  @Test
  void of_two_writers_of_one_lead_exactly_one_wins() throws Exception {
    String lead = newLead();
    running.create(lead, List.of(registered()), withId(UUID.randomUUID()));
    try (var other = Executors.newFixedThreadPool(2)) {
      var together = new CyclicBarrier(2);
      var outcomes = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 2; i++) {
        var repository = running.repository();
        outcomes.add(
            other.submit(
                () -> {
                  try {
                    return running
                        .batches()
                        .run(
                            () -> {
                              var loaded = repository.load(lead);
                              meet(together);
                              loaded.execute(
                                  it ->
                                      it.record(
                                          List.of(message("ana@acme.example", "me first")),
                                          withId(UUID.randomUUID())));
                              return true;
                            });
                  } catch (ConcurrencyException e) {
                    return false;
                  }
                }));
      }
      assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(running.payloads(lead)).hasSize(2);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
