package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.TimelineMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TimelineServiceIT {

  private static final RunningService service = RunningService.started();
  private final Random random = new Random();

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void stored_events_become_rows_and_entries_and_are_announced() throws Exception {
    String lead = lead(30);
    String other = lead(3);
    awaitEverythingProjected();

    Document row = service.documents(ReadModels.LEAD_ROWS).get(lead);
    LeadState state = Json.MAPPER.convertValue(row.get("state"), LeadState.class);
    assertThat(state.version()).isEqualTo(31);
    assertThat(row.getString("tenant")).isEqualTo(Histories.TENANT);
    assertThat(service.documents(ReadModels.TIMELINE_ENTRIES).keySet())
        .filteredOn(id -> id.startsWith(ReadModels.firstEntryId(lead)))
        .hasSize(30);

    service.append(other, List.of(Histories.chatMessage("new", Histories.START, "One more")));
    await("the announcement of both rows in their newest version")
        .untilAsserted(
            () ->
                assertThat(announcedVersions()).containsEntry(lead, 31L).containsEntry(other, 5L));
    assertThat(cleanupPolicyOfTheTopic()).isEqualTo("compact");
  }

  @Test
  void a_crash_between_write_and_position_changes_nothing() {
    for (int i = 0; i < 20; i++) lead(10);
    awaitEverythingProjected();
    var rows = service.documents(ReadModels.LEAD_ROWS);
    var entries = service.documents(ReadModels.TIMELINE_ENTRIES);
    assertThat(entries).hasSizeGreaterThanOrEqualTo(200);

    service.stop();
    service.putPositionsBack();
    service.start();
    lead(5);
    awaitEverythingProjected();
    assertThat(service.documents(ReadModels.LEAD_ROWS))
        .hasSize(rows.size() + 1)
        .containsAllEntriesOf(rows);
    assertThat(service.documents(ReadModels.TIMELINE_ENTRIES))
        .hasSize(entries.size() + 5)
        .containsAllEntriesOf(entries);
  }

  @Test
  void emptied_read_models_are_built_again_from_the_first_event_under_a_running_service() {
    for (int i = 0; i < 20; i++) lead(10);
    awaitEverythingProjected();
    var rows = service.documents(ReadModels.LEAD_ROWS);
    var entries = service.documents(ReadModels.TIMELINE_ENTRIES);
    assertThat(entries).hasSizeGreaterThanOrEqualTo(200);

    service.emptyReadModels();
    await("the same read models as before")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(service.documents(ReadModels.LEAD_ROWS)).isEqualTo(rows);
              assertThat(service.documents(ReadModels.TIMELINE_ENTRIES)).isEqualTo(entries);
            });
    String lead = lead(1);
    await("a lead that is new after the rebuild")
        .untilAsserted(() -> assertThat(service.documents(ReadModels.LEAD_ROWS)).containsKey(lead));
  }

  @Test
  void nothing_is_lost_while_mongodb_is_away_and_readiness_says_so() {
    lead(3);
    awaitEverythingProjected();
    int before = service.documents(ReadModels.TIMELINE_ENTRIES).size();
    awaitReadiness();
    service.cable().cut();
    String lead = lead(40);
    await("no readiness while MongoDB is away")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(service.get("/actuator/health/readiness")).contains("DOWN"));
    service.cable().join();
    awaitEverythingProjected();
    assertThat(service.documents(ReadModels.LEAD_ROWS)).containsKey(lead);
    assertThat(service.documents(ReadModels.TIMELINE_ENTRIES)).hasSize(before + 40);
    awaitReadiness();
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
    awaitEverythingProjected();
    assertThat(stored(lead)).contains("ana@acme.example", "I am Ana Lima");

    service.append(lead, List.of(new LeadErased(Histories.START, null)));
    service.context().getBean(LeadKeys.class).destroy(lead, Histories.START);
    awaitEverythingProjected();
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
  void a_row_that_was_lost_stops_its_segment_loudly_and_no_other_until_all_is_rebuilt() {
    String lost = lead(3);
    awaitEverythingProjected();
    service.stop();
    service.losesRow(lost);
    service.start();
    service.append(lost, List.of(Histories.pageView("after", Histories.START)));
    await("no readiness with a row that lacks history")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.get("/actuator/health/readiness"))
                    .contains("\"timeline-service.lead-rows\":\"HistoryGap\""));
    var others = new ArrayList<String>();
    for (int i = 0; i < 20; i++) others.add(lead(1));
    await("rows of leads in the other segment")
        .untilAsserted(
            () ->
                assertThat(service.documents(ReadModels.LEAD_ROWS).keySet())
                    .containsAnyElementsOf(others));
    assertThat(service.get("/actuator/health/readiness")).contains("HistoryGap");
    assertThat(service.progress())
        .filteredOn(progress -> progress.name().endsWith("lead-rows"))
        .allSatisfy(progress -> assertThat(progress.lagEvents()).isPositive());

    service.emptyReadModels();
    awaitReadiness();
    awaitEverythingProjected();
    assertThat(service.documents(ReadModels.LEAD_ROWS))
        .containsKey(lost)
        .containsKeys(others.toArray(String[]::new));
  }

  @Test
  void a_second_instance_takes_over_when_the_first_one_stops() {
    lead(3);
    awaitEverythingProjected();
    try (var second = service.instance()) {
      String lead = UUID.randomUUID().toString();
      service.append(lead, List.of(Histories.registered()));
      service.stop();
      await("the lead that was new")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(service.documents(ReadModels.LEAD_ROWS)).containsKey(lead));
      assertThat(second.isRunning()).isTrue();
    }
    service.start();
  }

  @Test
  void every_meter_is_listed_and_progress_is_told() {
    lead(10);
    awaitEverythingProjected();
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
            "timeline-service.lead-rows", "timeline-service.timeline-entries");
    assertThat(service.progress())
        .allSatisfy(
            progress -> {
              assertThat(progress.position()).isEqualTo(progress.head());
              assertThat(progress.lagSeconds()).isZero();
              assertThat(progress.ratePerSecond()).isPositive();
            });
  }

  /** A lead that is registered and has some interactions. */
  private String lead(int interactions) {
    String leadId = UUID.randomUUID().toString();
    var events = new ArrayList<LeadEvent>(Histories.random(random, interactions));
    events.addFirst(Histories.registered());
    service.append(leadId, events);
    return leadId;
  }

  private void awaitReadiness() {
    await("readiness")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(service.get("/actuator/health/readiness"))
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("DOWN"));
  }

  private void awaitEverythingProjected() {
    await("both projections at the head of the event store")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(service.progress())
                    .hasSize(2)
                    .allSatisfy(
                        progress -> {
                          assertThat(progress.head()).isGreaterThanOrEqualTo(service.appended());
                          assertThat(progress.lagEvents()).isZero();
                        }));
  }

  /** All that the read models hold of a lead. */
  private String stored(String leadId) {
    var stored = new StringBuilder();
    for (String collection : List.of(ReadModels.LEAD_ROWS, ReadModels.TIMELINE_ENTRIES))
      service
          .documents(collection)
          .forEach((id, document) -> stored.append(id.startsWith(leadId) ? document : ""));
    return stored.toString();
  }

  private static Map<String, Long> announcedVersions() {
    var versions = new HashMap<String, Long>();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Servers.KAFKA.bootstrapServers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topics.ROW_CHANGES).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one)))
        for (var message : consumer.poll(Duration.ofMillis(200))) {
          var change = Json.MAPPER.readValue(message.value(), RowChanged.class);
          assertThat(message.key()).isEqualTo(change.leadId());
          versions.put(change.leadId(), change.version());
        }
    }
    return versions;
  }

  private static String cleanupPolicyOfTheTopic() throws InterruptedException, ExecutionException {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.ROW_CHANGES);
    try (var admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.KAFKA.bootstrapServers()))) {
      return admin
          .describeConfigs(List.of(topic))
          .all()
          .get()
          .get(topic)
          .get("cleanup.policy")
          .value();
    }
  }
}
