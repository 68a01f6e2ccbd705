package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadAnnouncement;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Leads that were there before their CRM: their history comes by a topic of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrmHistoryIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private CrmStandIn.HubSpot crm;
  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    crm = new CrmStandIn.HubSpot();
    service =
        new RunningService(
            folder,
            "--LEADLINE_MODERATION_PROVIDER=none",
            "--LEADLINE_SUMMARY_PROVIDER=none",
            "--LEADLINE_SUMMARY_PAUSE=PT1H",
            "--LEADLINE_CRM_SETTLING=PT0.2S",
            "--LEADLINE_CRM_HISTORY=" + RunningService.CRM_HISTORY,
            "--LEADLINE_HUBSPOT_URL=" + crm.vendor.address(""),
            "--LEADLINE_HUBSPOT_CLIENT_ID=client",
            "--LEADLINE_HUBSPOT_CLIENT_SECRET=secret",
            "--LEADLINE_HUBSPOT_REFRESH_TOKEN=refresh",
            "--LEADLINE_HUBSPOT_CREATE=true",
            "--LEADLINE_HUBSPOT_CONVERSATION_FIELD=conversation");
  }

  @AfterAll
  void stop() {
    service.close();
    crm.close();
  }

  private void happen(List<LeadAnnouncement> events) {
    events.forEach(event -> service.announceOn(Topics.LEAD_EVENTS, event));
  }

  private void happened(List<LeadAnnouncement> events) {
    events.forEach(event -> service.announceOn(RunningService.CRM_HISTORY, event));
  }

  private List<JsonNode> pushed(String leadId) {
    return service.toldOf(leadId, "crm.record-pushed");
  }

  private long waiting(String leadId) {
    return service.count(
        "select count(*) from enrichment.crm_waiting where lead_id = '%s'".formatted(leadId));
  }

  private double unchanged() {
    return service
        .bean(MeterRegistry.class)
        .counter(Meters.CRM.meter(), "system", "hubspot", "outcome", "unchanged")
        .count();
  }

  @Test
  void a_lead_from_before_is_written_once_as_it_is_by_now() {
    List<LeadAnnouncement> all =
        LeadStory.of("lead-old")
            .views("/")
            .leaves("olga@acme.example")
            .isEdited("job_title", "Head of O")
            .views("/pricing")
            .isEdited("job_title", "Chair of O")
            .announced();
    happen(all.subList(3, 5));
    await("what is new waits").atMost(LONG).until(() -> waiting("lead-old") == 2);
    happened(all.subList(0, 4));
    await("it is written").atMost(LONG).until(() -> !pushed("lead-old").isEmpty());
    assertThat(crm.writesOf("Chair of O")).isOne();
    assertThat(crm.writesOf("Head of O")).isZero();
    assertThat(waiting("lead-old")).isZero();

    happened(all);
    happen(LeadStory.of("lead-new").leaves("nina@acme.example").announced());
    await("another one is written").atMost(LONG).until(() -> !pushed("lead-new").isEmpty());
    happened(LeadStory.of("lead-last").leaves("lars@acme.example").announced());
    await("so is one behind the history that came again")
        .atMost(LONG)
        .until(() -> !pushed("lead-last").isEmpty());
    assertThat(unchanged()).as("nothing was looked at for a second time").isZero();
    assertThat(pushed("lead-old")).hasSize(1);
  }

  @Test
  void who_was_blocked_or_erased_before_is_not_written() {
    List<LeadAnnouncement> blocked =
        LeadStory.of("lead-blocked").leaves("boris@acme.example").isBlocked().announced();
    happen(blocked.subList(1, 2));
    await("its block waits").atMost(LONG).until(() -> waiting("lead-blocked") == 1);
    happened(blocked);
    List<LeadAnnouncement> erased =
        LeadStory.of("lead-erased").leaves("erik@acme.example").isErased().announced();
    happened(erased);
    happened(LeadStory.of("lead-kept").leaves("kim@acme.example").announced());
    await("who comes after them is written")
        .atMost(LONG)
        .until(() -> !pushed("lead-kept").isEmpty());
    assertThat(crm.writesOf("boris@")).isZero();
    assertThat(crm.writesOf("erik@")).isZero();
    for (String table : List.of("crm_leads", "crm_waiting", "crm_records"))
      assertThat(
              service.count(
                  "select count(*) from enrichment.%s where lead_id = 'lead-erased'"
                      .formatted(table)))
          .as(table)
          .isZero();
  }

  /** Its state was half known, by an earlier version or without a history. */
  @Test
  void a_lead_that_was_known_in_part_is_known_wholly() {
    List<LeadAnnouncement> all =
        LeadStory.of("lead-part")
            .leaves("pia@acme.example")
            .isEdited("job_title", "Head of P")
            .views("/")
            .announced();
    service.stop();
    happen(all.subList(2, 3));
    service.start("--LEADLINE_CRM_HISTORY=");
    await("it is known from here on")
        .atMost(LONG)
        .until(
            () ->
                service.count(
                        "select count(*) from enrichment.crm_leads where lead_id = 'lead-part'")
                    == 1);
    service.stop();
    service.start();
    happened(all);
    await("it is written").atMost(LONG).until(() -> !pushed("lead-part").isEmpty());
    assertThat(crm.writesOf("Head of P")).isOne();
  }
}
