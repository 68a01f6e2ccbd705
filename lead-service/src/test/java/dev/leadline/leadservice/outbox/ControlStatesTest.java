package dev.leadline.leadservice.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.LeadsOnce;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The newest state of a lead is the one that stays on the topic, whoever's turn it was. */
class ControlStatesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final Map<String, LeadState> leads = new HashMap<>();
  private final ControlStates states = new ControlStates();

  private List<ProducerRecord<byte[], byte[]>> after(List<StoredEvent> batch) {
    return states.after(batch, new LeadsOnce((tenant, ids) -> found(ids)));
  }

  private Map<String, LeadState> found(Collection<String> ids) {
    var found = new HashMap<>(leads);
    found.keySet().retainAll(ids);
    return found;
  }

  private static StoredEvent stored(String leadId, LeadEvent event) {
    return new StoredEvent(
        1, leadId, 1, "default", event, new byte[0], UUID.randomUUID(), NOW, null);
  }

  private List<StoredEvent> blocked(String leadId) {
    var event = new LeadBlocked(Block.Origin.MANUAL, null, null, null, NOW, null);
    leads.put(
        leadId,
        LeadState.unknown(leadId)
            .evolve(new LeadRegistered("default", LeadSource.LEADLINE, NOW))
            .evolve(event));
    return List.of(stored(leadId, event));
  }

  private static List<String> keys(List<ProducerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  @Test
  void a_lead_whose_turn_did_not_end_well_is_told_again_as_it_is_by_then() {
    assertThat(keys(after(blocked("ana")))).containsExactly("ana");
    // Another instance has its turn: what was sent here may come after what it sends.
    leads.put("ana", leads.get("ana").evolve(unblocked()));
    List<ProducerRecord<byte[], byte[]>> next = after(blocked("rae"));
    assertThat(keys(next)).containsExactly("ana", "rae");
    assertThat(next)
        .filteredOn(record -> "ana".equals(new String(record.key(), StandardCharsets.UTF_8)))
        .allSatisfy(
            record ->
                assertThat(Json.MAPPER.readTree(record.value()).path("blocked").asBoolean())
                    .isFalse());
  }

  private static LeadEvent unblocked() {
    return new LeadEvent.LeadUnblocked(null, NOW, null);
  }

  @Test
  void what_is_in_doubt_is_told_without_new_events_too_and_no_more_once_a_turn_ended_well() {
    after(blocked("ana"));
    assertThat(states.isInDoubt()).isTrue();
    assertThat(keys(after(List.of()))).containsExactly("ana");
    states.settle();
    assertThat(states.isInDoubt()).isFalse();
    assertThat(after(List.of())).isEmpty();
  }
}
