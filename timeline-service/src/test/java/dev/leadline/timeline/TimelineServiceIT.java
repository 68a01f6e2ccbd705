package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.TimelineMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class TimelineServiceIT {

  private static final RunningService service = RunningService.started();

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void stored_events_become_rows_and_entries_and_are_announced() throws Exception {
    String lead = service.lead(30);
    String other = service.lead(3);
    service.awaitEverythingProjected();

    Document row = service.documents(ReadModels.LEAD_ROWS).get(lead);
    LeadState state = Json.MAPPER.readValue(row.getString("state"), LeadState.class);
    assertThat(state.version()).isEqualTo(31);
    assertThat(row.getString("tenant")).isEqualTo(Histories.TENANT);
    assertThat(service.documents(ReadModels.TIMELINE_ENTRIES).keySet())
        .filteredOn(id -> id.startsWith(ReadModels.firstEntryId(lead)))
        .hasSize(30);

    service.append(other, List.of(Histories.chatMessage("new", Histories.START, "One more")));
    await("the announcement of both rows in their newest version")
        .untilAsserted(
            () ->
                assertThat(ChangesTopics.versions(ChangesTopics.ofRows()))
                    .containsEntry(lead, 31L)
                    .containsEntry(other, 5L));
    assertThat(ChangesTopics.configuration(Topics.ROW_CHANGES).get("cleanup.policy").value())
        .isEqualTo("compact");
  }

  @Test
  void a_timeline_is_announced_once_for_a_batch_when_its_entries_can_be_read() throws Exception {
    service.awaitEverythingProjected();
    var tooEarly = new ArrayList<TimelineChanged>();
    var told = new ArrayList<TimelineChanged>();
    var leads = new ArrayList<String>();
    try (var follower = Servers.following(Topics.TIMELINE_CHANGES)) {
      for (int i = 0; i < 20; i++) leads.add(service.lead(30));
      await("the announcement of all of them in their newest version")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                follower
                    .poll(Duration.ofMillis(20))
                    .forEach(
                        message -> {
                          for (var change : ChangesTopics.timelines(message.value())) {
                            told.add(change);
                            if (entries(change.leadId()) < change.version() - 1)
                              tooEarly.add(change);
                          }
                        });
                assertThat(ChangesTopics.versions(told))
                    .containsAllEntriesOf(
                        leads.stream().collect(Collectors.toMap(it -> it, _ -> 31L)));
              });
    }
    assertThat(tooEarly).isEmpty();
    assertThat(told).as("for 620 events").hasSizeLessThan(100);
    assertThat(ChangesTopics.configuration(Topics.TIMELINE_CHANGES).get("retention.ms").value())
        .isEqualTo("3600000");
  }

  /** How many entries a lead has that was only registered beside them. */
  private long entries(String leadId) {
    return service.documents(ReadModels.TIMELINE_ENTRIES).keySet().stream()
        .filter(id -> id.startsWith(ReadModels.firstEntryId(leadId)))
        .count();
  }

  @Test
  void an_erased_lead_has_nothing_readable_in_rows_and_entries_also_after_a_rebuild() {
    String lead = UUID.randomUUID().toString();
    service.append(
        lead,
        List.of(
            Histories.registered(),
            Histories.email("1", Histories.START, "ana@acme.example"),
            Histories.chatMessage("2", Histories.START, "I am Ana Lima")));
    service.awaitEverythingProjected();
    assertThat(stored(lead)).contains("ana@acme.example", "I am Ana Lima");

    service.append(lead, List.of(new LeadErased(Histories.START, null, List.of())));
    service.context().getBean(LeadKeys.class).destroy(List.of(lead), Histories.START);
    service.awaitEverythingProjected();
    String live = stored(lead);
    assertThat(live).contains("[erased]", "Personal data erased");
    assertThat(live).doesNotContain("acme.example", "Ana");

    var rows = service.documents(ReadModels.LEAD_ROWS);
    var entries = service.documents(ReadModels.TIMELINE_ENTRIES);
    service.emptyReadModels();
    await("the same after a rebuild")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(service.documents(ReadModels.LEAD_ROWS)).isEqualTo(rows);
              assertThat(service.documents(ReadModels.TIMELINE_ENTRIES)).isEqualTo(entries);
            });
  }

  @Test
  void every_meter_is_listed_and_progress_is_told() {
    service.lead(10);
    service.awaitEverythingProjected();
    var known = Arrays.stream(TimelineMeters.values()).map(TimelineMeters::meter).toList();
    var registered =
        service.context().getBean(MeterRegistry.class).getMeters().stream()
            .map(meter -> meter.getId().getName())
            .filter(name -> name.startsWith("leadline."))
            .distinct()
            .toList();
    assertThat(registered).containsExactlyInAnyOrderElementsOf(known);
    assertThat(service.get("/actuator/prometheus"))
        .contains("leadline_timeline_events_total", "leadline_timeline_lag_seconds");
    assertThat(service.progress())
        .extracting(ProjectionProgress::name)
        .containsExactlyInAnyOrder(
            "timeline-service.lead-rows",
            "timeline-service.timeline-entries",
            "timeline-service.funnel-daily",
            "timeline-service.channel-daily");
    assertThat(service.progress())
        .allSatisfy(
            progress -> {
              assertThat(progress.position()).isEqualTo(progress.head());
              assertThat(progress.lagSeconds()).isZero();
              assertThat(progress.ratePerSecond()).isPositive();
            });
  }

  @Test
  void whatever_is_refused_is_a_problem() {
    assertThat(service.post("/v1/ops/dead-letters/some/discard", "{"))
        .contains("\"type\":\"/problems/not-json\"", "\"status\":400");
    assertThat(service.post(RunningRebuilds.rebuildOf(ReadModels.LEAD_ROWS), "[]"))
        .contains("\"type\":\"/problems/not-json\"", "\"status\":400");
    assertThat(
            List.of(
                service.get("/v1/ops/dead-letters?limit=many"),
                service.get("/nowhere"),
                service.post("/v1/ops/rebuilds", "{}")))
        .allSatisfy(answer -> assertThat(answer).contains("\"title\"", "\"detail\""));
  }

  @Test
  void postgresql_gives_up_a_service_that_has_vanished_or_stands_still() {
    var jdbc = new JdbcTemplate(service.context().getBean(DataSource.class));
    assertThat(
            jdbc.queryForList(
                "select setting from pg_settings where name in ('tcp_keepalives_idle',"
                    + " 'tcp_keepalives_interval', 'tcp_keepalives_count',"
                    + " 'idle_in_transaction_session_timeout') order by name",
                String.class))
        .containsExactly("120000", "3", "30", "10");
  }

  /** All that the read models hold of a lead. */
  private String stored(String leadId) {
    var stored = new StringBuilder();
    for (String collection :
        List.of(
            ReadModels.LEAD_ROWS,
            ReadModels.TIMELINE_ENTRIES,
            ReadModels.FUNNEL_DAILY,
            ReadModels.CHANNEL_DAILY,
            ReadModels.CONVERSATIONS))
      service
          .documents(collection)
          .forEach((id, document) -> stored.append(id.startsWith(leadId) ? document : ""));
    return stored.toString();
  }
}
