package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.timeline.domain.Histories;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What goes wrong around the service, and how it comes back. */
class RecoveryIT {

  private static final RunningService service = RunningService.started();

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void a_crash_between_write_and_position_changes_nothing() {
    for (int i = 0; i < 20; i++) service.lead(10);
    service.awaitEverythingProjected();
    var rows = service.documents(ReadModels.LEAD_ROWS);
    var entries = service.documents(ReadModels.TIMELINE_ENTRIES);
    assertThat(entries).hasSizeGreaterThanOrEqualTo(200);

    service.stop();
    service.putPositionsBack();
    service.start();
    service.lead(5);
    service.awaitEverythingProjected();
    assertThat(service.documents(ReadModels.LEAD_ROWS))
        .hasSize(rows.size() + 1)
        .containsAllEntriesOf(rows);
    assertThat(service.documents(ReadModels.TIMELINE_ENTRIES))
        .hasSize(entries.size() + 5)
        .containsAllEntriesOf(entries);
  }

  @Test
  void emptied_read_models_are_built_again_from_the_first_event_under_a_running_service() {
    for (int i = 0; i < 20; i++) service.lead(10);
    service.awaitEverythingProjected();
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
    String lead = service.lead(1);
    await("a lead that is new after the rebuild")
        .untilAsserted(() -> assertThat(service.documents(ReadModels.LEAD_ROWS)).containsKey(lead));
  }

  @Test
  void nothing_is_lost_while_mongodb_is_away_and_readiness_says_so() {
    service.lead(3);
    service.awaitEverythingProjected();
    int before = service.documents(ReadModels.TIMELINE_ENTRIES).size();
    service.awaitReadiness();
    service.cable().cut();
    String lead = service.lead(40);
    await("no readiness while MongoDB is away")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(service.get("/actuator/health/readiness")).contains("DOWN"));
    assertThat(service.get("/v1/ops/rebuilds"))
        .contains("\"type\":\"/problems/unavailable\"", "\"status\":503");
    assertThat(ChangesTopics.versions(ChangesTopics.ofTimelines()))
        .as("of what cannot be read")
        .doesNotContainKey(lead);
    service.cable().join();
    service.awaitEverythingProjected();
    assertThat(ChangesTopics.versions(ChangesTopics.ofTimelines())).containsEntry(lead, 41L);
    assertThat(service.documents(ReadModels.LEAD_ROWS)).containsKey(lead);
    assertThat(service.documents(ReadModels.TIMELINE_ENTRIES)).hasSize(before + 40);
    service.awaitReadiness();
  }

  @Test
  void a_row_that_was_lost_parks_its_lead_alone_until_it_is_tried_again() {
    String lost = service.lead(3);
    service.awaitEverythingProjected();
    service.stop();
    service.losesRow(lost);
    service.start();
    service.append(lost, List.of(Histories.pageView("after", Histories.START)));
    await("the lead among the dead letters")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        service.get(
                            "/v1/ops/dead-letters?source=lead_rows", Histories.TENANT, "MANAGER"))
                    .contains("HistoryGap", lost));
    String other = service.lead(2);
    service.append(lost, List.of(Histories.pageView("later", Histories.START)));
    service.awaitEverythingProjected();
    assertThat(service.documents(ReadModels.LEAD_ROWS)).containsKey(other).doesNotContainKey(lost);
    service.awaitReadiness();

    String letter = "/v1/ops/dead-letters/lead_rows~" + lost;
    assertThat(service.get("/v1/ops/dead-letters", "other", "MANAGER")).contains("\"total\":0");
    assertThat(service.get(letter, "other", "MANAGER")).contains("not-found");
    assertThat(service.post(letter + "/retry", "{}", "other")).contains("not-found");
    assertThat(service.get(letter, Histories.TENANT, "OPS,MANAGER"))
        .contains("\"payload\":{", "\"personal\":{", "\"masked\":false");
    assertThat(service.get(letter, Histories.TENANT, "OPS"))
        .contains("\"payload\":{", "\"masked\":true")
        .doesNotContain("\"personal\":{");
    await("the meter of parked leads")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.get("/actuator/prometheus"))
                    .containsPattern("leadline_timeline_parked\\{[^}]*lead-rows[^}]*} 1\\.0"));
    assertThat(service.post(letter + "/discard", "{}", Histories.TENANT))
        .contains("reason-missing");
    service.post(letter + "/retry", "{}", Histories.TENANT);
    await("the row with all of its history")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(service.documents(ReadModels.LEAD_ROWS)).containsKey(lost);
              assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
                  .contains("\"total\":0");
            });
    assertThat(service.documents(ReadModels.LEAD_ROWS).get(lost).getLong("version")).isEqualTo(6);
  }

  @Test
  void what_mongodb_refuses_of_a_lead_parks_it_alone_and_holds_up_nobody() {
    String refused = service.lead(0);
    String other = service.lead(0);
    service.append(refused, List.of(Histories.chatMessage("1", Histories.START, "Hi?")));
    service.awaitEverythingProjected();
    service.spoilsSums(refused);
    service.append(refused, List.of(Histories.chatMessage("2", Histories.START, "So?")));
    service.append(other, List.of(Histories.chatMessage("3", Histories.START, "Hello?")));
    service.awaitEverythingProjected();
    assertThat(service.documents(ReadModels.CHANNEL_DAILY).values())
        .as("what is counted of others")
        .anySatisfy(one -> assertThat(one).containsEntry("lead", other));
    assertThat(
            service.get("/v1/ops/dead-letters?source=channel_daily", Histories.TENANT, "MANAGER"))
        .contains("BulkOperationException", refused)
        .doesNotContain(other);
    service.awaitReadiness();

    service.mendsSums(refused);
    service.post(
        "/v1/ops/dead-letters/channel_daily~" + refused + "/retry", "{}", Histories.TENANT);
    await("the sums with all of the lead's history")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.documents(ReadModels.CHANNEL_DAILY).values())
                    .anySatisfy(
                        one ->
                            assertThat(one)
                                .containsEntry("lead", refused)
                                .containsEntry("messages", 2L)));
  }

  @Test
  void an_event_that_cannot_be_read_parks_its_lead_until_a_version_that_can_is_started() {
    String lead = service.lead(2);
    String other = service.lead(2);
    service.awaitEverythingProjected();
    service.forgetsTheType(lead, List.of(Histories.pageView("odd", Histories.START)));
    service.append(lead, List.of(Histories.pageView("behind it", Histories.START)));
    service.append(other, List.of(Histories.pageView("beside it", Histories.START)));
    service.awaitEverythingProjected();
    assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
        .contains("UNREADABLE", "lead.forgotten");
    assertThat(service.documents(ReadModels.LEAD_ROWS).get(lead).getLong("version")).isEqualTo(3);
    assertThat(service.documents(ReadModels.LEAD_ROWS).get(other).getLong("version")).isEqualTo(4);

    service.stop();
    service.remembersTheType();
    service.start();
    await("everything of the lead")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(service.documents(ReadModels.LEAD_ROWS).get(lead).getLong("version"))
                  .isEqualTo(5);
              assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
                  .contains("\"total\":0");
            });
  }

  @Test
  void a_letter_that_was_discarded_does_not_come_back_with_a_restart() {
    String lead = service.lead(2);
    service.forgetsTheType(lead, List.of(Histories.pageView("odd " + lead, Histories.START)));
    service.awaitEverythingProjected();
    for (String readModel :
        List.of(
            ReadModels.LEAD_ROWS,
            ReadModels.TIMELINE_ENTRIES,
            ReadModels.CHANNEL_DAILY,
            ReadModels.FUNNEL_DAILY))
      service.post(
          "/v1/ops/dead-letters/%s~%s/discard".formatted(readModel, lead),
          "{\"reason\":\"A test\"}",
          Histories.TENANT);
    assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
        .contains("\"total\":0");

    service.stop();
    service.start();
    service.append(lead, List.of(Histories.pageView("after " + lead, Histories.START)));
    service.awaitEverythingProjected();
    assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
        .contains("\"total\":0");

    service.stop();
    service.remembersTheType();
    service.start();
    await("everything of the lead")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.documents(ReadModels.LEAD_ROWS).get(lead))
                    .containsEntry("version", 5L));
  }

  @Test
  void a_lead_that_is_parked_is_erased_all_the_same() {
    String sums = service.lead(0);
    String row = service.lead(0);
    for (String lead : List.of(sums, row))
      service.append(
          lead,
          List.of(
              Histories.email("mail " + lead, Histories.START, "ana@acme.example"),
              Histories.chatMessage(lead, Histories.START, "Do you know Ana Lima?")));
    service.awaitEverythingProjected();
    service.spoilsSums(sums);
    service.putsRow(row, 1000);
    for (String lead : List.of(sums, row))
      service.append(lead, List.of(Histories.chatMessage("2 " + lead, Histories.START, "So?")));
    service.awaitEverythingProjected();
    assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
        .contains("channel_daily~" + sums, "lead_rows~" + row);
    assertThat(stored(sums)).contains("Do you know Ana Lima?");
    assertThat(stored(row)).contains("ana@acme.example");

    service.putsRow(row, 3);
    for (String lead : List.of(sums, row)) {
      service.append(lead, List.of(new LeadErased(Histories.START, null, List.of())));
      service.context().getBean(LeadKeys.class).destroy(List.of(lead), Histories.START);
    }
    await("nothing of the person, though the sums cannot be mended")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(stored(sums)).doesNotContain("Ana", "acme.example");
              assertThat(stored(row)).doesNotContain("Ana", "acme.example");
            });
    await("the row has all of its history")
        .untilAsserted(
            () ->
                assertThat(service.documents(ReadModels.LEAD_ROWS).get(row))
                    .containsEntry("version", 5L)
                    .containsEntry("erased", true));
    service.mendsSums(sums);
    service.post("/v1/ops/dead-letters/channel_daily~" + sums + "/retry", "{}", Histories.TENANT);
    await("nobody is parked any more")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
                    .contains("\"total\":0"));
  }

  @Test
  void who_is_erased_behind_an_event_that_cannot_be_read_is_erased_in_their_row_as_well() {
    String lead = service.lead(0);
    service.append(lead, List.of(Histories.email(lead, Histories.START, "ana@acme.example")));
    service.awaitEverythingProjected();
    assertThat(stored(lead)).contains("ana@acme.example");
    service.forgetsTheType(lead, List.of(Histories.pageView("odd " + lead, Histories.START)));
    service.awaitEverythingProjected();
    long before = announced(lead);

    service.append(lead, List.of(new LeadErased(Histories.START, null, List.of())));
    service.context().getBean(LeadKeys.class).destroy(List.of(lead), Histories.START);
    await("nothing of the person, though the event cannot be read")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(stored(lead)).doesNotContain("acme.example"));
    assertThat(service.documents(ReadModels.LEAD_ROWS).get(lead))
        .containsEntry("version", 2L)
        .containsEntry("listed", false)
        .containsEntry("erased", true);
    assertThat(announced(lead)).as("the index of the gateway follows").isGreaterThan(before);

    service.stop();
    service.remembersTheType();
    service.start();
    await("everything of the lead")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.documents(ReadModels.LEAD_ROWS).get(lead))
                    .containsEntry("version", 4L)
                    .containsEntry("erased", true));
  }

  private static long announced(String lead) {
    return ChangesTopics.ofRows().stream().map(RowChanged::leadId).filter(lead::equals).count();
  }

  /** All that read models have of a lead. */
  private static String stored(String lead) {
    return Stream.of(
            ReadModels.LEAD_ROWS,
            ReadModels.TIMELINE_ENTRIES,
            ReadModels.CHANNEL_DAILY,
            ReadModels.CONVERSATIONS)
        .flatMap(readModel -> service.documents(readModel).entrySet().stream())
        .filter(one -> one.getKey().startsWith(lead))
        .map(one -> one.getValue().toJson())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void read_models_that_are_ahead_of_a_store_that_was_set_back_say_so_and_skip_nothing() {
    try (var other = RunningService.started()) {
      other.lead(20);
      other.awaitEverythingProjected();
      other.setsTheStoreBack(5);
      await("the trouble of each")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(other.get("/v1/ops/projections").split("ReadModelsAreAhead"))
                      .hasSize(5));
      assertThat(other.get("/actuator/health/readiness")).contains("DOWN");
      for (int i = 0; i < 10; i++) other.lead(1);
      assertThat(other.get("/v1/ops/projections")).contains("ReadModelsAreAhead");
      other.emptyReadModels();
      await("all of what there is, and no more")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(other.documents(ReadModels.LEAD_ROWS)).hasSize(11);
                assertThat(other.documents(ReadModels.TIMELINE_ENTRIES)).hasSize(25);
              });
      other.awaitReadiness();
    }
  }

  @Test
  void a_second_instance_takes_over_when_the_first_one_stops() {
    service.lead(3);
    service.awaitEverythingProjected();
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
}
