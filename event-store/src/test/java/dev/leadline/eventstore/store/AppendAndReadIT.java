package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.TENANT;
import static dev.leadline.eventstore.store.Samples.message;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static dev.leadline.eventstore.store.Samples.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppendAndReadIT {

  private RunningStore running;
  private Repository<TestLead> leads;

  @BeforeEach
  void start() {
    running = RunningStore.on(Database.empty());
    leads = running.repository();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void what_was_appended_reads_back_the_same() {
    String lead = newLead();
    UUID eventId = UUID.randomUUID();
    LeadEvent said = message("ana@acme.example", "Do you support single sign-on?");
    Instant before = Instant.now().minusSeconds(1);
    running.create(lead, List.of(registered(), said), withId(eventId));

    assertThat(running.all())
        .extracting(StoredEvent::leadId, StoredEvent::sequence, StoredEvent::event)
        .containsExactly(tuple(lead, 0L, registered()), tuple(lead, 1L, said));
    StoredEvent last = running.all().getLast();
    assertThat(last.eventId()).isEqualTo(eventId);
    assertThat(last.tenant()).isEqualTo(TENANT);
    assertThat(last.traceParent()).isEqualTo("00-trace-01");
    assertThat(last.recordedAt()).isBetween(before, Instant.now().plusSeconds(1));
    assertThat(running.log().lastPosition()).isEqualTo(last.position());
    assertThat(running.log().count()).isEqualTo(2);
    assertThat(running.payloads(lead)).isEqualTo(List.of(registered(), said));
  }

  @Test
  void an_aggregate_is_loaded_from_its_events() {
    String lead = newLead();
    running.create(
        lead, List.of(registered(), message("ana@acme.example", "one")), withId(UUID.randomUUID()));
    running.update(lead, message("ana@acme.example", "two"), withId(UUID.randomUUID()));

    Long version =
        running.batches().run(() -> leads.load(lead).invoke(loaded -> loaded.state().version()));
    assertThat(version).isEqualTo(3);
  }

  @Test
  void the_columns_say_what_lies_in_the_row_and_nothing_personal() {
    String lead = newLead();
    UUID naturalKey = UUID.randomUUID();
    running.create(
        lead,
        List.of(registered(), message("ana@acme.example", "Do you support single sign-on?")),
        new EventMetadata(UUID.randomUUID(), naturalKey, 42L, TENANT, null));

    var row = running.jdbc().queryForMap("select * from lead_events where sequence_number = 1");
    assertThat(row)
        .containsEntry("payload_type", "lead.interaction-recorded")
        .containsEntry("payload_revision", 1)
        .containsEntry("natural_key", naturalKey)
        .containsEntry("body_mark", running.marks().of(42))
        .containsEntry("tenant", TENANT)
        .containsEntry("type", "TestLead");
    for (Object value : row.values()) {
      String text =
          value instanceof byte[] bytes
              ? new String(bytes, StandardCharsets.ISO_8859_1)
              : String.valueOf(value);
      assertThat(text).as("the hash of a body can be guessed").isNotEqualTo("42");
      assertThat(text).doesNotContain("acme.example", "single sign-on", "Ana");
    }
  }

  @Test
  void the_loads_of_all_prefetched_leads_cost_one_query() {
    List<String> known = Stream.generate(Samples::newLead).limit(2_000).toList();
    running
        .batches()
        .run(
            () -> {
              for (String lead : known)
                running.newInstance(
                    lead,
                    List.of(registered(), message("a@acme.example", "hi")),
                    withId(UUID.randomUUID()));
              return known;
            });
    var asked = new ArrayList<>(known);
    String unknown = newLead();
    asked.add(7, unknown);

    running
        .batches()
        .run(
            () -> {
              running.dataSource.watch();
              running.store().prefetch(asked);
              for (String lead : known)
                assertThat(leads.load(lead).<Long>invoke(it -> it.state().version())).isEqualTo(2);
              assertThat(running.store().readEvents(unknown).hasNext()).isFalse();
              assertThat(running.dataSource.statements()).hasSize(1);
              return known;
            });
    running.dataSource.watch();
    running.store().readEvents(known.getFirst());
    running.batches().run(() -> running.store().readEvents(known.getFirst()).asStream().count());
    assertThat(running.dataSource.statements()).as("nothing is kept beyond the batch").isNotEmpty();
  }

  @Test
  void accepted_events_are_found_by_id_and_by_natural_key() {
    UUID eventId = UUID.randomUUID();
    UUID naturalKey = UUID.randomUUID();
    String lead = newLead();
    running.create(
        lead, List.of(registered()), new EventMetadata(eventId, naturalKey, 42L, TENANT, null));

    var found =
        running
            .accepted()
            .find(List.of(eventId, UUID.randomUUID()), List.of(UUID.randomUUID(), naturalKey));
    assertThat(found.byEventId()).containsOnlyKeys(eventId);
    assertThat(found.byNaturalKey()).containsOnlyKeys(naturalKey);
    for (var one : List.of(found.byEventId().get(eventId), found.byNaturalKey().get(naturalKey))) {
      assertThat(List.of(one.eventId(), one.naturalKey())).containsExactly(eventId, naturalKey);
      assertThat(one.leadId()).isEqualTo(lead);
      assertThat(one.hasBody()).accepts(42L).rejects(43L);
    }
    assertThat(running.accepted().find(List.of(), List.of()).byEventId()).isEmpty();
  }

  @Test
  void an_append_is_signalled_in_another_process() {
    try (RunningStore other = RunningStore.on(running.database)) {
      other.awaitListening(2);
      var woken = new AtomicLong();
      other.signal().onAppend(() -> woken.set(other.log().count()));
      running.create(newLead(), List.of(registered()), withId(UUID.randomUUID()));
      Awaitility.await("the other process sees the event").until(() -> woken.get() == 1);
    }
  }
}
