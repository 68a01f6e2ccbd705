package dev.leadline.events.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Seeds;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
          for (LeadEvent event : anything(random)) {
            LeadState next = lead.evolve(event);
            assertThat(next.version()).isEqualTo(lead.version() + 1);
            assertThat(next.leadId()).isEqualTo("l-1");
            lead = next;
          }
        });
  }

  @Test
  void folding_a_history_in_two_parts_gives_the_same_lead() {
    Seeds.each(
        random -> {
          List<LeadEvent> events = anything(random);
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
          List<LeadEvent> events = anything(random);
          var bare = new ArrayList<>(events.stream().map(LeadEvent::withoutPersonal).toList());
          var erased = new ArrayList<>(events);
          erased.add(new LeadErased(AT, "GDPR 17"));
          bare.add(new LeadErased(AT, "GDPR 17"));
          assertThat(fold(LeadState.unknown("l-1"), erased))
              .isEqualTo(fold(LeadState.unknown("l-1"), bare));
        });
  }

  @Test
  void erasing_keeps_what_is_not_personal() {
    Seeds.each(
        random -> {
          LeadState before = fold(LeadState.unknown("l-1"), anything(random));
          LeadState after = before.evolve(new LeadErased(AT, null));
          assertThat(after.erasedAt()).isEqualTo(AT);
          assertThat(after.picture().stage()).isEqualTo(before.picture().stage());
          assertThat(after.picture().reachedAt()).isEqualTo(before.picture().reachedAt());
          assertThat(after.picture().messageCount()).isEqualTo(before.picture().messageCount());
          assertThat(after.picture().fields()).isEmpty();
          assertThat(after.picture().identities()).isEmpty();
        });
  }

  @Test
  void a_lead_is_read_from_json_as_it_was_written() {
    Seeds.each(
        random -> {
          LeadState lead = fold(LeadState.unknown("l-1"), anything(random));
          String json = Json.MAPPER.writeValueAsString(lead);
          assertThat(Json.MAPPER.readValue(json, LeadState.class)).isEqualTo(lead);
        });
  }

  @Test
  void every_event_is_read_from_json_as_it_was_written() {
    Seeds.each(
        random -> {
          for (LeadEvent event : anything(random)) {
            String json = Json.MAPPER.writeValueAsString(event);
            assertThat((Object) Json.MAPPER.readValue(json, event.getClass())).isEqualTo(event);
          }
        });
  }

  private static List<LeadEvent> anything(Random random) {
    var events = new ArrayList<LeadEvent>(Histories.of(random));
    if (random.nextInt(5) > 0) events.add(new LeadRegistered("default", LeadSource.LEADLINE, AT));
    if (random.nextInt(5) == 0) events.add(new LeadErased(AT, null));
    Collections.shuffle(events, random);
    return events;
  }

  private static LeadState fold(LeadState start, List<LeadEvent> events) {
    LeadState lead = start;
    for (LeadEvent event : events) lead = lead.evolve(event);
    return lead;
  }
}
