package dev.leadline.events.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Seeds;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.LeadRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the events of a lead add up to. */
class LeadStateTest {

  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

  @Test
  void a_lead_without_events_does_not_exist() {
    assertThat(LeadState.unknown("l-1").exists()).isFalse();
    assertThat(LeadState.unknown("l-1").leadId()).isEqualTo("l-1");
  }

  @Test
  void registering_tells_tenant_and_source() {
    LeadState lead =
        LeadState.unknown("l-1").evolve(new LeadRegistered("acme", LeadSource.HUBSPOT, AT));
    assertThat(lead.exists()).isTrue();
    assertThat(lead.tenant()).isEqualTo("acme");
    assertThat(lead.source()).isEqualTo(LeadSource.HUBSPOT);
  }

  @Test
  void any_event_is_accepted_in_any_state_and_raises_the_version_by_one() {
    Seeds.each(
        random -> {
          LeadState lead = LeadState.unknown("l-1");
          for (LeadEvent event : LeadHistories.of(random)) {
            LeadState next = lead.evolve(event);
            assertThat(next.version()).isEqualTo(lead.version() + 1);
            assertThat(next.leadId()).isEqualTo("l-1");
            lead = next;
          }
        });
  }

  @Test
  void any_order_of_interactions_and_any_number_of_deliveries_give_the_same_lead_and_row() {
    Seeds.each(
        random -> {
          List<InteractionRecorded> events = Histories.of(random);
          LeadState inOrder = fold(registered(), events);
          var shuffled = new ArrayList<>(events);
          shuffled.addAll(events);
          Collections.shuffle(shuffled, random);
          var letInOnce = new LinkedHashMap<String, InteractionRecorded>();
          for (InteractionRecorded event : shuffled)
            letInOnce.putIfAbsent(event.origin().id(), event);
          LeadState anyOrder = fold(registered(), List.copyOf(letInOnce.values()));
          assertThat(anyOrder).isEqualTo(inOrder);
          assertThat(LeadRow.of(anyOrder, AT)).isEqualTo(LeadRow.of(inOrder, AT));
          assertThat(LeadDetail.of(anyOrder, "l-1", AT))
              .isEqualTo(LeadDetail.of(inOrder, "l-1", AT));
        });
  }

  @Test
  void folding_a_history_in_two_parts_gives_the_same_lead() {
    Seeds.each(
        random -> {
          List<LeadEvent> events = LeadHistories.of(random);
          int cut = random.nextInt(events.size() + 1);
          LeadState first = fold(LeadState.unknown("l-1"), events.subList(0, cut));
          assertThat(fold(first, events.subList(cut, events.size())))
              .isEqualTo(fold(LeadState.unknown("l-1"), events));
        });
  }

  @Test
  void an_erased_lead_reads_as_if_nothing_personal_had_ever_been_told() {
    Seeds.each(
        random -> {
          List<LeadEvent> events = LeadHistories.of(random);
          var bare = new ArrayList<>(events.stream().map(LeadEvent::withoutPersonal).toList());
          var erased = new ArrayList<>(events);
          erased.add(new LeadErased(AT, "GDPR 17", List.of()));
          bare.add(new LeadErased(AT, "GDPR 17", List.of()));
          assertThat(fold(LeadState.unknown("l-1"), erased))
              .isEqualTo(fold(LeadState.unknown("l-1"), bare));
        });
  }

  @Test
  void erasing_keeps_what_is_not_personal() {
    Seeds.each(
        random -> {
          LeadState before = fold(LeadState.unknown("l-1"), LeadHistories.of(random));
          LeadState after = before.evolve(new LeadErased(AT, null, List.of()));
          assertThat(after.erasedAt()).isEqualTo(AT);
          assertThat(after.picture().activity()).isEqualTo(before.picture().activity());
          assertThat(after.picture().known()).isEqualTo(Knowledge.NONE);
          assertThat(after.control()).isEqualTo(before.control());
          assertThat(after.block().isBlocked()).isEqualTo(before.block().isBlocked());
          assertThat(after.isListed()).isFalse();
        });
  }

  @Test
  void a_lead_is_read_from_json_as_it_was_written() {
    Seeds.each(
        random -> {
          LeadState lead = fold(LeadState.unknown("l-1"), LeadHistories.of(random));
          String json = Json.MAPPER.writeValueAsString(lead);
          assertThat(Json.MAPPER.readValue(json, LeadState.class)).isEqualTo(lead);
        });
  }

  @Test
  void every_event_is_read_from_json_as_it_was_written() {
    Seeds.each(
        random -> {
          for (LeadEvent event : LeadHistories.of(random)) {
            String json = Json.MAPPER.writeValueAsString(event);
            assertThat((Object) Json.MAPPER.readValue(json, event.getClass())).isEqualTo(event);
          }
        });
  }

  private static LeadState registered() {
    return LeadState.unknown("l-1").evolve(new LeadRegistered("acme", LeadSource.LEADLINE, AT));
  }

  private static LeadState fold(LeadState start, List<? extends LeadEvent> events) {
    LeadState lead = start;
    for (LeadEvent event : events) lead = lead.evolve(event);
    return lead;
  }
}
