package dev.leadline.events.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.lead.LeadAnnouncement.Broken;
import dev.leadline.events.lead.LeadAnnouncement.Reading;
import dev.leadline.events.lead.LeadAnnouncement.Understood;
import dev.leadline.events.lead.LeadAnnouncement.Unknown;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadAnnouncementTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Instant AT = Instant.parse("2026-11-02T09:00:00Z");
  private static final LeadRegistered EVENT = new LeadRegistered("acme", LeadSource.LEADLINE, AT);

  private final Map<String, String> headers =
      new HashMap<>(
          Map.of(
              "ce_type", "leadline.lead.registered.v1",
              "ce_subject", "lead-1",
              "ce_id", "event-1",
              "ce_sequence", "7",
              "ce_time", "2026-11-02T09:00:01Z",
              "ce_tenantid", "acme",
              "ce_traceparent", TRACE));

  private byte[] value = Json.MAPPER.writeValueAsBytes(EVENT);

  private Reading read() {
    return LeadAnnouncement.read(headers::get, value);
  }

  @Test
  void all_that_is_announced_is_read() {
    assertThat(read())
        .isEqualTo(
            new Understood(
                new LeadAnnouncement(
                    "acme", "lead-1", "event-1", 7, AT.plusSeconds(1), EVENT, TRACE)));
  }

  @Test
  void without_a_tenant_it_is_the_default_one_and_what_is_no_trace_is_passed_over() {
    headers.remove("ce_tenantid");
    headers.put("ce_traceparent", "anything");
    assertThat(read())
        .isInstanceOfSatisfying(
            Understood.class,
            understood -> {
              assertThat(understood.announcement().tenant()).isEqualTo("default");
              assertThat(understood.announcement().traceParent()).isNull();
            });
  }

  @Test
  void what_only_a_later_version_knows_is_told_apart_from_what_is_broken() {
    for (String type :
        List.of("leadline.lead.registered.v2", "leadline.lead.sung-to.v1", "com.other.thing")) {
      headers.put("ce_type", type);
      assertThat(read()).isEqualTo(new Unknown(type));
    }
  }

  @Test
  void without_what_places_it_or_with_what_cannot_be_read_it_is_broken() {
    for (String needed : List.of("ce_type", "ce_subject", "ce_id", "ce_sequence", "ce_time")) {
      String was = headers.remove(needed);
      assertThat(read()).as(needed).isInstanceOf(Broken.class);
      headers.put(needed, was);
    }
    headers.put("ce_sequence", "first");
    assertThat(read()).isInstanceOf(Broken.class);
    headers.put("ce_sequence", "7");
    headers.put("ce_time", "yesterday");
    assertThat(read()).isInstanceOf(Broken.class);
    headers.put("ce_time", "2026-11-02T09:00:01Z");
    value = "{\"tenant\": ".getBytes(StandardCharsets.UTF_8);
    assertThat(read()).isInstanceOf(Broken.class);
  }

  /**
   * Its schema allows it; what follows leads broke at it, and the lead stayed part of the other.
   */
  @Test
  void a_list_that_is_absent_is_empty_and_what_was_announced_is_taken_in() {
    for (String type : List.of("leadline.lead.restored.v1", "leadline.lead.absorbed.v1")) {
      headers.put("ce_type", type);
      value =
          """
          {"survivorId": "lead-2", "absorbedLeadId": "lead-3", "at": "2026-11-02T09:00:00Z",
           "personal": {}}
          """
              .getBytes(StandardCharsets.UTF_8);
      LeadEvent event = ((Understood) read()).announcement().event();
      assertThat(((LeadEvent.OfSeveral) event).parts()).isEmpty();
      var merged = new LeadEvent.LeadMergedInto("lead-2", null, AT);
      LeadState lead = LeadState.unknown("lead-1").evolve(merged).evolve(event);
      assertThat(lead.isListed()).isEqualTo(event instanceof LeadEvent.LeadRestored);
    }
  }

  @Test
  void why_it_is_broken_says_nothing_of_what_is_in_it() {
    value =
        "{\"tenant\": \"acme\", \"source\": \"ana@acme.example\", \"at\": \"ana@acme.example\"}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(read())
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.why()).doesNotContain("ana"));
  }
}
