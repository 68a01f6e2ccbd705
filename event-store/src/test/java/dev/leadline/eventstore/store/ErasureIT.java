package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.AT;
import static dev.leadline.eventstore.store.Samples.message;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static dev.leadline.eventstore.store.Samples.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.LeadSource;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.Picture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureIT {

  private static final InteractionRecorded SAID =
      message("ana@acme.example", "Do you support single sign-on?");

  private static final InteractionRecorded OTHERS = message("bo@acme.example", "Me too");

  private RunningStore running;
  private String lead;

  @BeforeEach
  void start() {
    running = RunningStore.on(Database.empty());
    lead = newLead();
    running.create(lead, List.of(registered(), SAID), withId(UUID.randomUUID()));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void an_erased_lead_reads_back_without_anything_personal_everywhere() {
    String other = newLead();
    running.create(other, List.of(registered(), SAID), withId(UUID.randomUUID()));
    try (RunningStore otherProcess = RunningStore.on(running.database)) {
      assertThat(eventsOf(otherProcess, lead)).contains(SAID);

      running.keys().destroy(List.of(lead), AT);

      for (RunningStore process : List.of(running, otherProcess)) {
        assertThat(eventsOf(process, lead)).containsExactly(registered(), SAID.withoutPersonal());
        assertThat(eventsOf(process, other)).containsExactly(registered(), SAID);
        assertThat(process.payloads(lead)).isEqualTo(List.of(registered(), SAID.withoutPersonal()));
      }
    }
  }

  @Test
  void what_followers_have_opened_together_is_forgotten_with_an_erasure() {
    for (int i = 0; i < 250; i++)
      running.update(lead, message("ana@acme.example", "n " + i), withId(UUID.randomUUID()));
    assertThat(eventsOf(running, lead)).hasSize(252).allMatch(this::isWhole);
    running.keys().destroy(List.of(lead), AT);
    assertThat(eventsOf(running, lead)).allMatch(event -> event.personal() == null);
  }

  @Test
  void an_erasure_and_its_event_are_one_transaction() {
    var erased = new LeadErased(AT, "GDPR article 17", List.of());
    running
        .batches()
        .run(
            () -> {
              running.keys().destroy(List.of(lead), AT);
              running
                  .repository()
                  .load(lead)
                  .execute(it -> it.record(List.of(erased), withId(UUID.randomUUID())));
              return lead;
            });
    assertThat(eventsOf(running, lead))
        .containsExactly(registered(), SAID.withoutPersonal(), erased);
  }

  /** As versions before the sixth schema stored it. */
  @Test
  void who_was_given_back_before_is_named_by_no_erasure_after_the_next_start() {
    String part = newLead();
    String givenBack = newLead();
    for (String other : List.of(part, givenBack))
      running.create(other, List.of(registered(), SAID), withId(UUID.randomUUID()));
    running.update(
        lead, new LeadErased(AT, "GDPR", List.of(part, givenBack)), withId(UUID.randomUUID()));
    running.update(part, new LeadErased(AT, null, List.of(givenBack)), withId(UUID.randomUUID()));
    running.keys().destroy(List.of(lead, part), AT);
    assertThat(running.jdbc().update("delete from event_store_schema where version = '6'")).isOne();

    try (RunningStore next = RunningStore.on(running.database)) {
      assertThat(eventsOf(next, lead)).endsWith(new LeadErased(AT, "GDPR", List.of(part)));
      assertThat(eventsOf(next, part)).endsWith(new LeadErased(AT, null, List.of()));
      assertThat(eventsOf(next, givenBack)).containsExactly(registered(), SAID);
    }
  }

  @Test
  void an_erasure_that_is_rolled_back_did_not_happen() {
    assertThatThrownBy(
            () ->
                running
                    .batches()
                    .run(
                        () -> {
                          running.keys().destroy(List.of(lead), AT);
                          throw new IllegalStateException("changed its mind");
                        }))
        .hasMessage("changed its mind");
    assertThat(eventsOf(running, lead)).containsExactly(registered(), SAID);
  }

  @Test
  void what_an_erased_lead_says_later_is_stored_without_its_personal_part() {
    running.keys().destroy(List.of(lead), AT);
    LeadEvent later = message("ana@acme.example", "Hello again");
    running.update(lead, later, withId(UUID.randomUUID()));
    assertThat(eventsOf(running, lead))
        .containsExactly(registered(), SAID.withoutPersonal(), later.withoutPersonal());
    assertThat(
            running
                .jdbc()
                .queryForList(
                    "select sealed is null from lead_events where sequence_number = 2",
                    Boolean.class))
        .containsExactly(true);
  }

  @Test
  void what_a_body_was_is_forgotten_with_its_lead_wherever_it_lies() {
    String other = newLead();
    UUID itsOwn = UUID.randomUUID();
    UUID cameFor = UUID.randomUUID();
    UUID ofAnother = UUID.randomUUID();
    UUID later = UUID.randomUUID();
    running.create(other, List.of(registered(), OTHERS), withId(ofAnother));
    running.update(lead, SAID, withId(itsOwn));
    running.update(other, cameFor(lead), withId(cameFor));

    running.keys().destroy(List.of(lead), AT);
    running.update(lead, SAID, withId(later));

    assertThat(
            running
                .jdbc()
                .queryForList(
                    "select event_identifier from lead_events where body_mark is not null",
                    UUID.class))
        .containsExactly(ofAnother);
    var found = running.accepted().find(List.of(itsOwn, cameFor, ofAnother, later), List.of());
    for (UUID unknown : List.of(itsOwn, cameFor, later))
      assertThat(found.byEventId().get(unknown).hasBody()).as("nobody knows").accepts(7L, 8L);
    assertThat(found.byEventId().get(ofAnother).hasBody()).accepts(7L).rejects(8L);
  }

  @Test
  void no_column_of_any_table_holds_anything_personal_in_clear() {
    for (String table : List.of("lead_events", "lead_keys", "master_key_proof"))
      for (Map<String, Object> row : running.jdbc().queryForList("select * from " + table))
        for (Object value : row.values())
          assertThat(
                  value instanceof byte[] bytes
                      ? new String(bytes, StandardCharsets.ISO_8859_1)
                      : String.valueOf(value))
              .doesNotContain("ana@", "acme.example", "single sign-on", "Ana");
  }

  @Test
  void a_sealed_part_that_was_moved_to_another_event_is_refused_and_not_dropped() {
    running.update(lead, message("ana@acme.example", "two"), withId(UUID.randomUUID()));
    running
        .jdbc()
        .update(
            "update lead_events set sealed = (select sealed from lead_events where"
                + " sequence_number = 2) where sequence_number = 1");
    assertThatThrownBy(() -> running.log().readAfter(1, 10))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("position 2")
        .hasMessageContaining("lead.interaction-recorded")
        .hasMessageNotContaining("ana@");
  }

  /** An absorbed lead, what came for it meanwhile, and a third one that it had absorbed before. */
  private LeadEvent.LeadAbsorbed absorbed(String part, String itsOwn) {
    List<Absorbed> whole = List.of(picture(part, lead, SAID), picture(itsOwn, part, OTHERS));
    return new LeadEvent.LeadAbsorbed(
        part,
        whole.stream().map(Absorbed::withoutPersonal).toList(),
        null,
        AT,
        new LeadEvent.Parts(whole));
  }

  private static Absorbed picture(String id, String into, InteractionRecorded said) {
    return new Absorbed(
        id,
        into,
        LeadSource.LEADLINE,
        Picture.of(said),
        Control.AUTOMATED,
        Block.NONE,
        null,
        false,
        AT);
  }

  private static InteractionRecorded cameFor(String part) {
    return new InteractionRecorded(SAID.origin(), SAID.decision(), part, SAID.personal());
  }

  @Test
  void an_erased_part_is_unreadable_on_the_stream_of_the_lead_that_absorbed_it() {
    String part = newLead();
    String itsOwn = newLead();
    running.create(part, List.of(registered(), SAID), withId(UUID.randomUUID()));
    running.create(itsOwn, List.of(registered(), OTHERS), withId(UUID.randomUUID()));
    LeadEvent.LeadAbsorbed joined = absorbed(part, itsOwn);
    running.update(lead, joined, withId(UUID.randomUUID()));
    running.update(lead, cameFor(part), withId(UUID.randomUUID()));
    running.update(lead, cameFor(itsOwn), withId(UUID.randomUUID()));
    try (RunningStore otherProcess = RunningStore.on(running.database)) {
      for (RunningStore process : List.of(running, otherProcess))
        assertThat(eventsOf(process, lead))
            .containsExactly(registered(), SAID, joined, cameFor(part), cameFor(itsOwn));

      running.keys().destroy(List.of(part), AT);

      var left = new LeadEvent.Parts(List.of(joined.personal().whole().getLast()));
      for (RunningStore process : List.of(running, otherProcess)) {
        assertThat(eventsOf(process, lead))
            .containsExactly(
                registered(),
                SAID,
                new LeadEvent.LeadAbsorbed(part, joined.parts(), null, AT, left),
                cameFor(part).withoutPersonal(),
                cameFor(itsOwn));
        assertThat(process.payloads(lead)).isEqualTo(eventsOf(process, lead));
      }
    }
  }

  @Test
  void of_a_lead_that_is_erased_with_all_its_parts_nothing_is_left() {
    String part = newLead();
    String itsOwn = newLead();
    running.create(part, List.of(registered(), SAID), withId(UUID.randomUUID()));
    running.create(itsOwn, List.of(registered(), OTHERS), withId(UUID.randomUUID()));
    running.update(lead, absorbed(part, itsOwn), withId(UUID.randomUUID()));
    running.update(lead, cameFor(part), withId(UUID.randomUUID()));
    running.keys().destroy(List.of(lead, part, itsOwn), AT);
    assertThat(running.all()).allMatch(stored -> stored.event().personal() == null);
  }

  @Test
  void what_comes_for_an_erased_part_is_stored_without_its_personal_part_and_the_rest_whole() {
    String part = newLead();
    String itsOwn = newLead();
    running.create(part, List.of(registered(), SAID), withId(UUID.randomUUID()));
    running.create(itsOwn, List.of(registered(), OTHERS), withId(UUID.randomUUID()));
    running.keys().destroy(List.of(part), AT);
    LeadEvent.LeadAbsorbed joined = absorbed(part, itsOwn);
    running.update(lead, joined, withId(UUID.randomUUID()));
    running.update(lead, cameFor(part), withId(UUID.randomUUID()));
    assertThat(eventsOf(running, lead))
        .containsExactly(
            registered(),
            SAID,
            new LeadEvent.LeadAbsorbed(
                part,
                joined.parts(),
                null,
                AT,
                new LeadEvent.Parts(List.of(joined.personal().whole().getLast()))),
            cameFor(part).withoutPersonal());
  }

  @Test
  void the_keys_of_all_parts_of_a_batch_take_one_query() {
    var parts = new ArrayList<String>();
    for (int i = 0; i < 50; i++) {
      String part = newLead();
      running.create(part, List.of(registered(), SAID), withId(UUID.randomUUID()));
      parts.add(part);
    }
    try (RunningStore otherProcess = RunningStore.on(running.database)) {
      otherProcess.dataSource.watch();
      otherProcess
          .batches()
          .run(
              () -> {
                otherProcess.store().prefetch(List.of(lead));
                otherProcess
                    .repository()
                    .load(lead)
                    .execute(
                        it ->
                            it.record(
                                parts.stream().map(ErasureIT::cameFor).toList(),
                                withId(UUID.randomUUID())));
                return lead;
              });
      assertThat(otherProcess.dataSource.statements())
          .filteredOn(statement -> statement.contains("lead_keys"))
          .as("the streams with their keys, and the keys to seal by")
          .hasSize(2);
      assertThat(eventsOf(otherProcess, lead)).hasSize(52).allMatch(this::isWhole);
    }
  }

  private boolean isWhole(LeadEvent event) {
    return event instanceof LeadEvent.LeadRegistered || event.personal() != null;
  }

  private static List<LeadEvent> eventsOf(RunningStore process, String lead) {
    return process.all().stream()
        .filter(event -> event.leadId().equals(lead))
        .map(StoredEvent::event)
        .toList();
  }
}
