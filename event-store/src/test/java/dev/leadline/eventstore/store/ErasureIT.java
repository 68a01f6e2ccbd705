package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.AT;
import static dev.leadline.eventstore.store.Samples.message;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static dev.leadline.eventstore.store.Samples.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureIT {

  private static final InteractionRecorded SAID =
      message("ana@acme.example", "Do you support single sign-on?");

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

      running.keys().destroy(lead, AT);

      for (RunningStore process : List.of(running, otherProcess)) {
        assertThat(eventsOf(process, lead)).containsExactly(registered(), SAID.withoutPersonal());
        assertThat(eventsOf(process, other)).containsExactly(registered(), SAID);
        assertThat(process.payloads(lead)).isEqualTo(List.of(registered(), SAID.withoutPersonal()));
      }
    }
  }

  @Test
  void an_erasure_and_its_event_are_one_transaction() {
    var erased = new LeadErased(AT, "GDPR article 17", List.of());
    running
        .batches()
        .run(
            () -> {
              running.keys().destroy(lead, AT);
              running
                  .repository()
                  .load(lead)
                  .execute(it -> it.record(List.of(erased), withId(UUID.randomUUID())));
              return lead;
            });
    assertThat(eventsOf(running, lead))
        .containsExactly(registered(), SAID.withoutPersonal(), erased);
  }

  @Test
  void an_erasure_that_is_rolled_back_did_not_happen() {
    assertThatThrownBy(
            () ->
                running
                    .batches()
                    .run(
                        () -> {
                          running.keys().destroy(lead, AT);
                          throw new IllegalStateException("changed its mind");
                        }))
        .hasMessage("changed its mind");
    assertThat(eventsOf(running, lead)).containsExactly(registered(), SAID);
  }

  @Test
  void what_an_erased_lead_says_later_is_stored_without_its_personal_part() {
    running.keys().destroy(lead, AT);
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

  private static List<LeadEvent> eventsOf(RunningStore process, String lead) {
    return process.all().stream()
        .filter(event -> event.leadId().equals(lead))
        .map(StoredEvent::event)
        .toList();
  }
}
