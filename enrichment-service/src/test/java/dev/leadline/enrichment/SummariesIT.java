package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.events.LeadSource;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.Picture;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** From messages on Kafka to a summary among the channel events, by the model that ships. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SummariesIT {

  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service =
        new RunningService(
            folder,
            "--LEADLINE_MODERATION_PROVIDER=none",
            "--LEADLINE_SUMMARY_PAUSE=PT2S",
            "--LEADLINE_SUMMARY_REST=0");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void says(String leadId, String eventId, long sequence, String text) {
    Instant now = Instant.now();
    service.announce(
        leadId,
        eventId,
        sequence,
        now,
        "leadline.lead.interaction-recorded.v1",
        """
        {"origin": {"type": "leadline.chat.message-received.v1", "source": "/s", "id": "%1$s",
          "at": "%2$s", "occurredAt": "%2$s", "receivedAt": "%2$s", "channel": "CHAT",
          "actor": "LEAD", "late": false, "clamped": false},
         "decision": {"stages": ["ENGAGED"], "messages": 1, "hidden": false, "suppressed": false},
         "personal": {"payload": {"messageId": "m-%1$s", "text": "%3$s"}}}
        """
            .formatted(eventId, now, text));
  }

  private List<JsonNode> summariesOf(String leadId) {
    return service.toldOf(leadId, "summary.generated");
  }

  private int linesOf(String leadId) {
    Integer lines =
        service
            .bean(JdbcTemplate.class)
            .queryForObject(
                "select count(*) from conversation_lines where lead_id = ?", Integer.class, leadId);
    return lines == null ? 0 : lines;
  }

  private double asked(String outcome) {
    return service
        .bean(MeterRegistry.class)
        .counter(Meters.INQUIRIES.meter(), "purpose", "summary", "outcome", outcome)
        .count();
  }

  @Test
  void a_conversation_is_summed_up_once_when_it_pauses_and_again_when_it_has_gone_on() {
    says("lead-a", "a1", 2, "Hi! Our current tool loses orders every week.");
    says("lead-a", "a2", 3, "We are looking for something with offline mode.");
    says("lead-a", "a3", 4, "Do you support that?");
    says("lead-a", "a3", 4, "Do you support that?");
    await("the summary")
        .atMost(Duration.ofSeconds(40))
        .until(() -> !summariesOf("lead-a").isEmpty());
    JsonNode summary = summariesOf("lead-a").getFirst();
    assertThat(summary.path("questions").toString()).isEqualTo("[\"Do you support that?\"]");
    assertThat(summary.path("painPoints").toString())
        .isEqualTo("[\"Our current tool loses orders every week.\"]");
    assertThat(summary.path("interests").toString())
        .isEqualTo("[\"We are looking for something with offline mode.\"]");
    assertThat(summary.path("upToSequence").longValue()).isEqualTo(4);
    assertThat(summary.path("fromSequence").longValue()).isEqualTo(2);
    assertThat(summary.path("model").stringValue()).contains("bge-small");
    assertThat(summary.path("citations").toString())
        .contains("{\"messageId\":\"m-a3\",\"text\":\"Do you support that?\",\"at\":\"");
    says("lead-a", "a5", 9, "How much is it?");
    await("it is refreshed")
        .atMost(Duration.ofSeconds(20))
        .until(() -> summariesOf("lead-a").size() == 2);
    assertThat(summariesOf("lead-a").getLast().path("upToSequence").longValue()).isEqualTo(9);
  }

  @Test
  void nothing_is_made_of_what_blocked_and_erased_leads_said_and_an_erasure_removes_it() {
    double dropped = asked("dropped");
    says("lead-b", "b1", 2, "Where are your servers?");
    service.announce(
        "lead-b",
        "b2",
        3,
        Instant.now(),
        new LeadEvent.LeadBlocked(Block.Origin.MANUAL, null, null, null, Instant.now(), null));
    says("lead-c", "c1", 2, "Where are your servers?");
    service.announce(
        "lead-c", "c2", 3, Instant.now(), new LeadEvent.LeadErased(Instant.now(), null, List.of()));
    await("both are let be").atMost(Duration.ofSeconds(30)).until(() -> asked("dropped") > dropped);
    await("nothing is kept").atMost(Duration.ofSeconds(10)).until(() -> linesOf("lead-c") == 0);
    assertThat(summariesOf("lead-b")).isEmpty();
    assertThat(summariesOf("lead-c")).isEmpty();
  }

  @Test
  void a_pause_outlives_the_service_and_what_an_absorbed_lead_said_is_part_of_it() {
    says("lead-d", "d1", 2, "Is there an API?");
    says("lead-e", "e1", 2, "We need webhooks.");
    service.announce(
        "lead-e",
        "e2",
        3,
        Instant.now(),
        new LeadEvent.LeadMergedInto("lead-d", null, Instant.now()));
    await("it is kept").atMost(Duration.ofSeconds(20)).until(() -> linesOf("lead-e") == 1);
    service.stop();
    service.start();
    await("the summary of both")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !summariesOf("lead-d").isEmpty());
    assertThat(summariesOf("lead-d").getLast().path("interests").toString())
        .isEqualTo("[\"We need webhooks.\"]");
    assertThat(summariesOf("lead-e")).isEmpty();
  }

  /** Until the lead wrote again, what somebody else had said stood in its summary. */
  @Test
  void who_is_parted_from_another_has_a_summary_of_their_own_words() {
    says("lead-f", "f1", 2, "Is there an API?");
    says("lead-g", "g1", 2, "We need webhooks.");
    Instant now = Instant.now();
    service.announce("lead-g", "g2", 3, now, new LeadEvent.LeadMergedInto("lead-f", null, now));
    await("the summary of both")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                summariesOf("lead-f").stream()
                    .anyMatch(summary -> summary.toString().contains("webhooks")));
    Instant later = Instant.now();
    service.announce(
        "lead-g",
        "g3",
        4,
        later,
        new LeadEvent.LeadRestored("lead-f", List.of(silent("lead-g", later)), null, later, null));
    service.announce("lead-f", "f2", 3, later, new LeadEvent.LeadUnmerged("lead-g", null, later));
    await("the summary of one")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !summariesOf("lead-f").getLast().toString().contains("webhooks"));
    assertThat(summariesOf("lead-f").getLast().path("questions").toString())
        .isEqualTo("[\"Is there an API?\"]");
  }

  /** Nothing was summed up of them any more, so the other one's words stayed for ever. */
  @Test
  void who_wrote_nothing_keeps_no_words_of_another_they_are_parted_from() {
    joined("lead-h", "lead-i");
    parted("lead-h", 3, "lead-i");
    await("it is taken away")
        .atMost(Duration.ofSeconds(30))
        .until(() -> summariesOf("lead-h").size() == 2);
    assertThat(summariesOf("lead-h").getLast().toString())
        .doesNotContain("expensive")
        .contains("\"text\":\"The lead wrote nothing.\"");
  }

  /** What was said is kept for sixty days, and a merge can be undone for ninety. */
  @Test
  void words_that_are_kept_no_more_are_taken_out_of_a_summary_as_well() {
    joined("lead-j", "lead-k");
    service
        .bean(JdbcTemplate.class)
        .update("delete from conversation_lines where lead_id = 'lead-k'");
    parted("lead-j", 3, "lead-k");
    await("it is taken away")
        .atMost(Duration.ofSeconds(30))
        .until(() -> summariesOf("lead-j").size() == 2);
    assertThat(summariesOf("lead-j").getLast().toString()).doesNotContain("expensive");
  }

  /** Somebody was taken for a lead that is blocked. */
  @Test
  void who_is_blocked_keeps_no_words_of_another_they_are_parted_from() {
    joined("lead-l", "lead-m");
    Instant now = Instant.now();
    service.announce(
        "lead-l",
        "l2",
        3,
        now,
        new LeadEvent.LeadBlocked(Block.Origin.MANUAL, null, null, null, now, null));
    parted("lead-l", 4, "lead-m");
    await("it is taken away")
        .atMost(Duration.ofSeconds(30))
        .until(() -> summariesOf("lead-l").size() == 2);
    assertThat(summariesOf("lead-l").getLast().toString())
        .doesNotContain("expensive")
        .contains("\"text\":\"The lead is blocked.\"");
  }

  /** Until the summary of a lead that wrote nothing has the words of the other one. */
  private void joined(String leadId, String other) {
    says(other, other + "-1", 2, "Our plan is too expensive.");
    Instant now = Instant.now();
    service.announce(other, other + "-2", 3, now, new LeadEvent.LeadMergedInto(leadId, null, now));
    service.announce(
        leadId,
        leadId + "-1",
        2,
        now,
        new LeadEvent.LeadAbsorbed(
            other, List.of(part(other, wrote(other), now)), null, now, null));
    await("the summary of both")
        .atMost(Duration.ofSeconds(30))
        .until(() -> summariesOf(leadId).toString().contains("expensive"));
  }

  private void parted(String leadId, long sequence, String other) {
    Instant now = Instant.now();
    service.announce(
        leadId, leadId + "-9", sequence, now, new LeadEvent.LeadUnmerged(other, null, now));
    service.announce(
        other,
        other + "-9",
        4,
        now,
        new LeadEvent.LeadRestored(leadId, List.of(silent(other, now)), null, now, null));
  }

  private static Picture wrote(String leadId) {
    LeadAnnouncement writes = LeadStory.of(leadId).writes("Hello").announced().getFirst();
    return Picture.of((LeadEvent.InteractionRecorded) writes.event()).withoutPersonal();
  }

  private static Absorbed silent(String leadId, Instant at) {
    return part(leadId, Picture.EMPTY, at);
  }

  private static Absorbed part(String leadId, Picture picture, Instant at) {
    return new Absorbed(
        leadId,
        "lead-f",
        LeadSource.LEADLINE,
        picture,
        Control.AUTOMATED,
        Block.NONE,
        null,
        false,
        at);
  }
}
