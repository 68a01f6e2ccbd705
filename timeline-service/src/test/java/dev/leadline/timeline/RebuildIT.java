package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Read models that are built anew while people look at them. */
class RebuildIT {

  private static final RunningService service = RunningService.started();
  private static final RunningRebuilds rebuilds = new RunningRebuilds(service);
  private static final List<String> leads = new ArrayList<>();

  @BeforeAll
  static void history() {
    for (int i = 0; i < 40; i++) leads.add(service.lead(25));
    service.awaitEverythingProjected();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void a_rebuild_under_traffic_loses_nothing_goes_never_back_and_mends_what_was_wrong()
      throws Exception {
    service.damage(ReadModels.LEAD_ROWS, leads.getFirst());
    var stop = new AtomicBoolean();
    var troubles = new ArrayList<String>();
    Thread reader = Thread.ofPlatform().start(() -> look(stop, troubles));
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get())
                    for (String lead : leads.subList(1, leads.size()))
                      service.append(lead, List.of(Histories.pageView("live", Histories.START)));
                });
    try {
      Rebuild rows = rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, "{}"), State.DONE);
      Rebuild entries =
          rebuilds.awaitEnd(rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{}"), State.DONE);
      assertThat(rows.comparison()).isNotNull();
      assertThat(rows.comparison().differing()).isOne();
      assertThat(rows.comparison().firstDifferences())
          .singleElement()
          .satisfies(one -> assertThat(one.id()).isEqualTo(leads.getFirst()))
          .satisfies(
              one -> assertThat(one.live()).isEqualTo("{\"tenant\":\"text of 7 characters\"}"));
      assertThat(entries.comparison()).isNotNull();
      assertThat(entries.comparison().differing()).isZero();
      assertThat(entries.comparison().firstDifferences()).isEmpty();
    } finally {
      stop.set(true);
      writer.join();
      reader.join();
    }
    assertThat(troubles).isEmpty();
    service.awaitEverythingProjected();
    assertThat(service.liveCollection(ReadModels.LEAD_ROWS)).isNotEqualTo(ReadModels.LEAD_ROWS);
    assertEqualsAFoldFromTheFirstEvent();
  }

  /** What a gateway does with each question. */
  private static void look(AtomicBoolean stop, List<String> troubles) {
    var seen = new java.util.HashMap<String, Long>();
    while (!stop.get()) {
      Map<String, Document> rows = service.documents(service.liveCollection(ReadModels.LEAD_ROWS));
      if (!rows.keySet().containsAll(leads)) troubles.add("a lead is missing");
      rows.forEach(
          (id, row) -> {
            long version = row.getLong("version");
            Long before = seen.put(id, version);
            if (before != null && before > version) troubles.add(before + " became " + version);
          });
    }
  }

  private static void assertEqualsAFoldFromTheFirstEvent() {
    Map<String, Document> live = service.documents(service.liveCollection(ReadModels.LEAD_ROWS));
    Map<String, Document> entries =
        service.documents(service.liveCollection(ReadModels.TIMELINE_ENTRIES));
    Rebuild rows =
        rebuilds.awaitEnd(
            rebuilds.begin(ReadModels.LEAD_ROWS, "{\"compareOnly\":true}"), State.DONE);
    Rebuild all =
        rebuilds.awaitEnd(
            rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{\"compareOnly\":true}"), State.DONE);
    assertThat(List.of(rows, all))
        .allSatisfy(
            one -> {
              assertThat(one.comparison()).isNotNull();
              assertThat(one.comparison().differing()).isZero();
              assertThat(one.comparison().newCount()).isEqualTo(one.comparison().liveCount());
            });
    assertThat(live).hasSizeGreaterThanOrEqualTo(leads.size());
    assertThat(entries).hasSizeGreaterThan(leads.size());
  }

  @Test
  void one_lead_is_repaired_where_it_is_and_the_next_event_goes_on_from_there() {
    String lead = leads.get(7);
    String collection = service.liveCollection(ReadModels.LEAD_ROWS);
    Document before = service.documents(collection).get(lead);
    service.damage(collection, lead);
    String scope = "{\"leadId\":\"%s\"".formatted(lead);
    Rebuild looked =
        rebuilds.awaitEnd(
            rebuilds.begin(ReadModels.LEAD_ROWS, scope + ",\"compareOnly\":true}"), State.DONE);
    assertThat(looked.comparison()).isNotNull();
    assertThat(looked.comparison().differing()).isOne();
    assertThat(looked.comparison().liveCount()).as("of this lead alone").isOne();
    assertThat(looked.comparison().newCount()).isOne();
    assertThat(service.documents(collection).get(lead)).isNotEqualTo(before);

    rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, scope + "}"), State.DONE);
    assertThat(service.documents(collection).get(lead)).isEqualTo(before);
    assertThat(service.liveCollection(ReadModels.LEAD_ROWS)).isEqualTo(collection);
    service.append(lead, List.of(Histories.pageView("after", Histories.START)));
    service.awaitEverythingProjected();
    LeadState now =
        Json.MAPPER.readValue(
            service.documents(collection).get(lead).getString("state"), LeadState.class);
    assertThat(now.source()).isNotNull();
    Rebuild again =
        rebuilds.awaitEnd(
            rebuilds.begin(
                ReadModels.LEAD_ROWS,
                "{\"tenant\":\"%s\",\"compareOnly\":true}".formatted(Histories.TENANT)),
            State.DONE);
    assertThat(again.comparison()).isNotNull();
    assertThat(again.comparison().differing()).isZero();
    assertThat(again.comparison().newCount()).isGreaterThanOrEqualTo(leads.size());
    assertThat(again.comparison().liveCount()).isEqualTo(again.comparison().newCount());
  }

  @Test
  void a_rebuild_announces_no_timeline_but_those_that_it_has_mended() {
    service.awaitEverythingProjected();
    long before = announcedTimelines();
    rebuilds.awaitEnd(
        rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{\"compareOnly\":true}"), State.DONE);
    rebuilds.awaitEnd(rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{}"), State.DONE);
    service.awaitEverythingProjected();
    assertThat(announcedTimelines()).isEqualTo(before);

    String lead = leads.get(9);
    String collection = service.liveCollection(ReadModels.TIMELINE_ENTRIES);
    service.damage(
        collection,
        service.documents(collection).keySet().stream()
            .filter(id -> ReadModels.leadOf(id).equals(lead))
            .findFirst()
            .orElseThrow());
    rebuilds.awaitEnd(rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{}"), State.DONE);
    assertThat(ChangesTopics.ofTimelines().stream().skip(before))
        .singleElement()
        .satisfies(told -> assertThat(told.leadId()).isEqualTo(lead))
        .satisfies(told -> assertThat(told.tenant()).isEqualTo(Histories.TENANT))
        .satisfies(told -> assertThat(told.version()).isGreaterThanOrEqualTo(26));
  }

  /** How often the row of each lead was announced. */
  private static Map<String, Long> announcedRows() {
    return ChangesTopics.ofRows().stream()
        .collect(Collectors.groupingBy(RowChanged::leadId, Collectors.counting()));
  }

  private static long announcedTimelines() {
    return ChangesTopics.ofTimelines().size();
  }

  @Test
  void a_rebuild_is_paused_refuses_a_second_one_and_is_canceled_without_a_trace() {
    String live = service.liveCollection(ReadModels.TIMELINE_ENTRIES);
    Rebuild slow = rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{\"eventsPerSecond\":20}");
    service.post("/v1/ops/rebuilds/" + slow.id() + "/pause", "{}");
    rebuilds.awaitState(slow, State.PAUSED);
    assertThat(service.post(RunningRebuilds.rebuildOf(ReadModels.TIMELINE_ENTRIES), "{}"))
        .contains("already-running");
    service.post("/v1/ops/rebuilds/" + slow.id() + "/resume", "{}");
    rebuilds.awaitState(slow, State.RUNNING);
    service.post("/v1/ops/rebuilds/" + slow.id() + "/cancel", "{}");
    rebuilds.awaitEnd(slow, State.CANCELED);
    assertThat(service.liveCollection(ReadModels.TIMELINE_ENTRIES)).isEqualTo(live);
    assertThat(
            service.documents(
                ReadModels.collection(ReadModels.TIMELINE_ENTRIES, slow.generation())))
        .isEmpty();
  }

  @Test
  void a_rebuild_that_runs_is_told_to_go_faster() {
    Rebuild slow =
        rebuilds.begin(ReadModels.LEAD_ROWS, "{\"eventsPerSecond\":1,\"compareOnly\":true}");
    String throttle = "/v1/ops/rebuilds/" + slow.id() + "/throttle";
    assertThat(service.post(throttle, "{\"eventsPerSecond\":-1}")).contains("invalid-rebuild");
    assertThat(service.post(throttle, "{\"eventsPerSecond\":0}")).contains("\"eventsPerSecond\":0");
    // At one event a second it would take a quarter of an hour.
    Rebuild done = rebuilds.awaitEnd(slow, State.DONE);
    assertThat(done.plan().eventsPerSecond()).isZero();
    assertThat(service.post(throttle, "{\"eventsPerSecond\":1}")).contains("not-possible");
  }

  @Test
  void an_instance_that_stops_in_the_middle_is_gone_on_from_and_what_was_before_can_be_had_back() {
    Rebuild slow = rebuilds.begin(ReadModels.LEAD_ROWS, "{\"eventsPerSecond\":200}");
    await("some progress")
        .atMost(Duration.ofSeconds(30))
        .until(() -> rebuilds.find(slow).position() > 0);
    String before = service.liveCollection(ReadModels.LEAD_ROWS);
    service.stop();
    service.start();
    Rebuild done = rebuilds.awaitEnd(slow, State.DONE);
    String after = service.liveCollection(ReadModels.LEAD_ROWS);
    assertThat(after).isNotEqualTo(before).endsWith("_g" + done.generation());

    String lead = service.lead(3);
    service.awaitEverythingProjected();
    Rebuild back = rebuilds.goBack(done);
    rebuilds.awaitEnd(back, State.DONE);
    assertThat(service.liveCollection(ReadModels.LEAD_ROWS)).isEqualTo(before);
    service.awaitEverythingProjected();
    assertThat(service.documents(before)).containsKey(lead);
  }

  @Test
  void what_is_different_after_going_back_is_announced() {
    String wrongBefore = leads.get(11);
    String wrongAfter = leads.get(12);
    service.damage(service.liveCollection(ReadModels.LEAD_ROWS), wrongBefore);
    Rebuild done = rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, "{}"), State.DONE);
    service.damage(service.liveCollection(ReadModels.LEAD_ROWS), wrongAfter);
    service.awaitEverythingProjected();
    Map<String, Long> before = announcedRows();
    rebuilds.awaitEnd(rebuilds.goBack(done), State.DONE);
    Map<String, Long> after = announcedRows();
    after.entrySet().removeAll(before.entrySet());
    assertThat(after).containsOnlyKeys(wrongBefore, wrongAfter);
    // What was gone back to is wrong, and no test is to find it so.
    rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, "{}"), State.DONE);
  }

  @Test
  void who_is_erased_is_erased_also_from_what_is_kept_for_going_back() {
    String lead = UUID.randomUUID().toString();
    service.append(
        lead,
        List.of(
            Histories.registered(),
            Histories.email("1", Histories.START, "wilhelmina@acme.example"),
            Histories.chatMessage("2", Histories.START, "I am Wilhelmina")));
    service.awaitEverythingProjected();
    var kept = new ArrayList<String>();
    Rebuild last = null;
    for (String readModel : List.of(ReadModels.TIMELINE_ENTRIES, ReadModels.LEAD_ROWS)) {
      kept.add(service.liveCollection(readModel));
      last = rebuilds.awaitEnd(rebuilds.begin(readModel, "{}"), State.DONE);
    }
    for (String collection : kept)
      assertThat(documentsOf(lead, collection)).containsIgnoringCase("Wilhelmina");

    service.append(lead, List.of(new LeadErased(Instant.now(), null, List.of())));
    // At once, as an erasure does it: whoever sees that there was one finds who was erased.
    new TransactionTemplate(service.context().getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            _ -> service.context().getBean(LeadKeys.class).destroy(List.of(lead), Instant.now()));

    await("nothing of the lead in what is kept")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              for (String collection : kept)
                assertThat(documentsOf(lead, collection))
                    .containsIgnoringCase("erased")
                    .doesNotContainIgnoringCase("Wilhelmina");
            });
    Rebuild back = rebuilds.goBack(last);
    rebuilds.awaitEnd(back, State.DONE);
    service.awaitEverythingProjected();
    assertThat(documentsOf(lead, service.liveCollection(ReadModels.LEAD_ROWS)))
        .containsIgnoringCase("erased")
        .doesNotContainIgnoringCase("Wilhelmina");
  }

  private static String documentsOf(String lead, String collection) {
    return documents(lead, collection).stream()
        .map(Document::toJson)
        .collect(Collectors.joining("\n"));
  }

  private static List<Document> documents(String lead, String collection) {
    return service.documents(collection).entrySet().stream()
        .filter(one -> one.getKey().startsWith(lead))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Test
  void who_is_erased_behind_an_event_that_cannot_be_read_is_erased_in_what_is_built_anew() {
    String lead = service.lead(0);
    service.append(
        lead, List.of(Histories.chatMessage("before", Histories.START, "Do you know Ana Lima?")));
    service.forgetsTheType(lead, List.of(Histories.pageView("odd", Histories.START)));
    service.append(lead, List.of(new LeadErased(Histories.START, null, List.of())));
    service.awaitEverythingProjected();
    rebuilds.awaitEnd(rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{}"), State.DONE);
    assertThat(documentsOf(lead, service.liveCollection(ReadModels.TIMELINE_ENTRIES)))
        .isNotEmpty()
        .doesNotContain("Ana");

    service.remembersTheType();
    for (String readModel :
        List.of(
            ReadModels.LEAD_ROWS,
            ReadModels.TIMELINE_ENTRIES,
            ReadModels.CHANNEL_DAILY,
            ReadModels.FUNNEL_DAILY))
      service.post(
          "/v1/ops/dead-letters/%s~%s/retry".formatted(readModel, lead), "{}", Histories.TENANT);
    await("nobody is parked any more")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
                    .contains("\"total\":0"));
  }

  @Test
  void who_is_erased_behind_an_event_that_cannot_be_read_is_erased_in_what_is_kept_as_well() {
    String lead = service.lead(0);
    service.append(
        lead,
        List.of(
            Histories.email("mail " + lead, Histories.START, "wilhelmina@acme.example"),
            Histories.chatMessage("words " + lead, Histories.START, "I am Wilhelmina?")));
    service.forgetsTheType(lead, List.of(Histories.pageView("odd " + lead, Histories.START)));
    service.awaitEverythingProjected();
    var kept = new ArrayList<String>();
    for (String readModel :
        List.of(ReadModels.TIMELINE_ENTRIES, ReadModels.LEAD_ROWS, ReadModels.CHANNEL_DAILY)) {
      String live = service.liveCollection(readModel);
      kept.add(
          readModel.equals(ReadModels.CHANNEL_DAILY)
              ? live.replace(readModel, ReadModels.CONVERSATIONS)
              : live);
      rebuilds.awaitEnd(rebuilds.begin(readModel, "{}"), State.DONE);
    }
    for (String collection : kept)
      assertThat(documentsOf(lead, collection)).containsIgnoringCase("Wilhelmina");

    service.append(lead, List.of(new LeadErased(Instant.now(), null, List.of())));
    new TransactionTemplate(service.context().getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            _ -> service.context().getBean(LeadKeys.class).destroy(List.of(lead), Instant.now()));
    await("nothing of the lead in what is kept")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              for (String collection : kept)
                assertThat(documentsOf(lead, collection))
                    .isNotEmpty()
                    .doesNotContainIgnoringCase("Wilhelmina");
            });

    service.stop();
    service.remembersTheType();
    service.start();
    await("nobody is parked any more")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
                    .contains("\"total\":0"));
  }

  @Test
  void what_is_added_up_of_a_part_is_repaired_with_what_its_survivor_was_told() {
    String part = service.lead(0);
    String survivor = service.lead(0);
    service.append(part, List.of(Histories.chatMessage("p1 " + part, Histories.START, "Hi?")));
    InteractionRecorded later =
        Histories.chatMessage("p2 " + part, Histories.START.plusSeconds(9), "So?");
    service.append(
        survivor,
        List.of(new InteractionRecorded(later.origin(), later.decision(), part, later.personal())));
    service.awaitEverythingProjected();
    var sums =
        List.of(
            service.liveCollection(ReadModels.CHANNEL_DAILY),
            service
                .liveCollection(ReadModels.CHANNEL_DAILY)
                .replace(ReadModels.CHANNEL_DAILY, ReadModels.CONVERSATIONS),
            service.liveCollection(ReadModels.FUNNEL_DAILY));
    var before = sums.stream().map(one -> documents(part, one)).toList();
    assertThat(before.get(1)).anyMatch(one -> one.toJson().contains("\"messages\": 2"));
    for (String one : sums) assertThat(before.get(sums.indexOf(one))).isNotEmpty();
    service.damage(
        sums.get(1),
        service.documents(sums.get(1)).keySet().stream()
            .filter(id -> id.startsWith(part))
            .findFirst()
            .orElseThrow());

    String ofPart = "{\"leadId\":\"%s\"}".formatted(part);
    Rebuild repaired =
        rebuilds.awaitEnd(rebuilds.begin(ReadModels.CHANNEL_DAILY, ofPart), State.DONE);
    Rebuild right = rebuilds.awaitEnd(rebuilds.begin(ReadModels.FUNNEL_DAILY, ofPart), State.DONE);
    assertThat(repaired.comparison()).isNotNull();
    assertThat(repaired.comparison().differing()).as("the one that was damaged").isOne();
    assertThat(right.comparison()).isNotNull();
    assertThat(right.comparison().differing()).isZero();
    assertThat(sums.stream().map(one -> documents(part, one)).toList()).isEqualTo(before);
  }

  @Test
  void a_read_model_in_two_collections_is_built_and_dropped_in_both() {
    var generations = new ArrayList<Integer>();
    for (int i = 0; i < 2; i++)
      generations.add(
          rebuilds
              .awaitEnd(rebuilds.begin(ReadModels.CHANNEL_DAILY, "{}"), State.DONE)
              .generation());
    for (String one : List.of(ReadModels.CHANNEL_DAILY, ReadModels.CONVERSATIONS)) {
      assertThat(service.documents(one)).as("the one before the last").isEmpty();
      for (int generation : generations)
        assertThat(service.documents(ReadModels.collection(one, generation))).isNotEmpty();
    }
  }

  @Test
  void a_dry_run_counts_and_mistakes_are_said() {
    Rebuild counted =
        rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, "{\"dryRun\":true}"), State.DONE);
    assertThat(counted.events()).isGreaterThanOrEqualTo(leads.size());
    assertThat(service.post(RunningRebuilds.rebuildOf("no_such"), "{}"))
        .contains("/problems/not-found");
    assertThat(service.post(RunningRebuilds.rebuildOf(ReadModels.LEAD_ROWS), "{\"leadId\":\"x\"}"))
        .contains("/problems/invalid-rebuild");
    for (String time : List.of("+300000-01-01T00:00:00Z", "-300000-01-01T00:00:00Z"))
      assertThat(
              service.post(
                  RunningRebuilds.rebuildOf(ReadModels.LEAD_ROWS),
                  "{\"fromTime\":\"%s\"}".formatted(time)))
          .as(time)
          .contains("/problems/invalid-rebuild");
    assertThat(service.post(RunningRebuilds.rebuildOf(ReadModels.LEAD_ROWS), "{"))
        .contains("/problems/not-json");
    assertThat(service.get("/v1/ops/rebuilds/nobody")).contains("/problems/not-found");
    JsonNode projections = Json.MAPPER.readTree(service.get("/v1/ops/projections"));
    assertThat(projections.path("items").valueStream().map(it -> it.path("name").stringValue()))
        .contains(ReadModels.LEAD_ROWS, ReadModels.TIMELINE_ENTRIES);
  }

  @Test
  void whoever_asked_is_told_that_it_has_ended() {
    Rebuild done =
        Json.MAPPER.readValue(
            service.post(
                RunningRebuilds.rebuildOf(ReadModels.LEAD_ROWS), "{\"compareOnly\":true}", "acme"),
            Rebuild.class);
    rebuilds.awaitEnd(done, State.DONE);
    Rebuild canceled = rebuilds.begin(ReadModels.TIMELINE_ENTRIES, "{\"eventsPerSecond\":1}");
    service.post("/v1/ops/rebuilds/" + canceled.id() + "/cancel", "{}");
    rebuilds.awaitEnd(canceled, State.CANCELED);

    // Each has one id, under which it may be told again after a crash.
    await("both are told")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(OpsEventsTopic.told()).containsKeys(done.id(), canceled.id()));
    CloudEvent told = OpsEventsTopic.told().get(done.id()).getFirst();
    assertThat(told.type()).isEqualTo("leadline.ops.replay-finished.v1");
    assertThat(told.tenant()).isEqualTo("acme");
    var said = Json.MAPPER.treeToValue(told.data(), OpsEvent.ReplayFinished.class);
    assertThat(said.projection()).isEqualTo(ReadModels.LEAD_ROWS);
    assertThat(said.outcome()).isEqualTo(OpsEvent.Outcome.DONE);
    assertThat(said.events()).isGreaterThanOrEqualTo(leads.size());
    assertThat(said.differing()).isNotNull();
    CloudEvent other = OpsEventsTopic.told().get(canceled.id()).getFirst();
    assertThat(other.tenant()).isEqualTo("default");
    assertThat(other.data().path("outcome").stringValue()).isEqualTo("CANCELED");
  }
}
