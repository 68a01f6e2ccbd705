package dev.leadline.allinone.platform;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.view.ReadModels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * History is read again, all of it, while people look and the world outside listens. In order: what
 * must be silent is counted before there is traffic, and the log is read at the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildE2E {

  private static final Duration SOON = Duration.ofSeconds(90);

  /** Events a second while people look; modest, so that a slow machine can keep up. */
  private static final int RATE = Integer.getInteger("leadline.rebuild.rate", 100);

  /** Seconds of traffic before the rebuilds begin. */
  private static final int BEFORE = Integer.getInteger("leadline.rebuild.before", 4);

  private static final int LEADS = 200;

  private static final int ONLOOKERS = 10;
  private static final int BATCHES_A_SECOND = 10;
  private static final int HANGING_LEADS = 150;

  private static final List<String> EVERYTHING =
      List.of(
          ReadModels.LEAD_ROWS,
          ReadModels.TIMELINE_ENTRIES,
          ReadModels.FUNNEL_DAILY,
          ReadModels.CHANNEL_DAILY);

  /** Whom nobody else is called. */
  private static final List<String> PERSONAL =
      List.of(
          "Wilhelmina",
          "Quackenbush",
          "wilhelmina.q@zyzzyva-trading.example",
          "zyzzyva-trading",
          "+351912345678",
          "912345678",
          "seventeen thousand gold coins",
          "81.2.69.160",
          "no-such-place-anywhere");

  private final Outside outside = new Outside();
  private final Logged logged = new Logged();
  private Platform platform;
  private Outsider outsider;

  @BeforeAll
  void start(@TempDir Path folder) {
    platform =
        Platform.start(new Platform.Options(folder, 0, 0, null, settings(), Map.of()), label -> {});
    outsider = new Outsider(platform);
  }

  /** With a collector that is left empty, as a file of settings may have it. */
  private Map<String, String> settings() {
    var settings = new HashMap<>(outside.settings());
    settings.put("LEADLINE_TRACING_ENDPOINT", "");
    return settings;
  }

  @AfterAll
  void stop() {
    outsider.close();
    platform.close();
    logged.close();
    outside.close();
  }

  @Test
  @Order(1)
  void every_service_says_whether_what_it_needs_answers() throws Exception {
    var addresses = platform.addresses();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (URI service :
          List.of(
              addresses.leadService(),
              addresses.notificationService(),
              addresses.enrichmentService(),
              addresses.timelineService()))
        for (String health : List.of("/actuator/health", "/actuator/health/readiness"))
          assertUp(http, service.resolve(health), "db", "kafka");
      URI gateway = addresses.gateway();
      assertUp(http, gateway.resolve("/actuator/health"), "db", "readModels", "leadIndex");
      assertUp(http, gateway.resolve("/actuator/health/readiness"), "readModels", "leadIndex");
    }
    assertThat(outsider.json("/v1/ops/status").path("services").valueStream())
        .extracting(one -> one.path("name").asString() + " " + one.path("state").asString())
        .containsExactlyInAnyOrder(
            "lead-service UP",
            "timeline-service UP",
            "notification-service UP",
            "enrichment-service UP",
            "query-gateway UP");
  }

  private static void assertUp(HttpClient http, URI health, String... needed) throws Exception {
    JsonNode said =
        Json.MAPPER.readTree(
            http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    for (String one : needed)
      assertThat(said.path("components").path(one).path("status").asString(""))
          .as("%s at %s", one, health)
          .isEqualTo("UP");
  }

  @Test
  @Order(2)
  void history_is_read_again_without_a_call_to_anybody_and_without_news_on_any_topic()
      throws Exception {
    everybodyIsTold();
    wilhelmina();
    await("everybody outside was called, and then nobody any more")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(outside.calls().keySet())
                    .contains(
                        "slack-webhook",
                        "slack-bot",
                        "webex",
                        "teams",
                        "hook",
                        "mail",
                        "recognition",
                        "first",
                        "second",
                        "names",
                        "moderation",
                        "summary",
                        "salesforce",
                        "hubspot",
                        "marketo"));
    Map<String, Long> calls = quiet();
    Map<TopicPartition, Long> ends = ends();

    var ids = new ArrayList<String>();
    for (String readModel : EVERYTHING) ids.add(begin(readModel, "{}"));
    for (String id : ids) {
      JsonNode ended = ended(id);
      assertThat(ended.path("state").asString()).isEqualTo("DONE");
      assertThat(ended.path("comparison").path("differing").longValue()).isZero();
    }
    assertThat(
            outsider
                .post(
                    "/v1/ops/republish",
                    "application/json",
                    "{\"to\":\"for.somebody.new\",\"create\":true,\"fromPosition\":0}")
                .statusCode())
        .isEqualTo(202);
    await("the history is sent to whoever is new")
        .atMost(SOON)
        .until(
            () -> ends().keySet().stream().anyMatch(one -> one.topic().equals("for.somebody.new")));

    assertThat(quiet()).as("calls to the outside").isEqualTo(calls);
    Map<TopicPartition, Long> after = ends();
    after.keySet().removeIf(one -> one.topic().equals("for.somebody.new"));
    assertThat(after).as("ends of all topics").isEqualTo(ends);
    await("who ordered it is in the audit log")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(outsider.json("/v1/audit?limit=200").path("items").valueStream())
                    .extracting(entry -> entry.path("request").asString(entry.toString()))
                    .anyMatch(entry -> entry.contains("/rebuild"))
                    .anyMatch(entry -> entry.contains("/v1/ops/republish")));
  }

  /** A destination of every kind, told of whatever happens to leads. */
  private void everybodyIsTold() {
    var ids = new ArrayList<String>();
    ids.add(destination("SLACK_WEBHOOK", null, outside.address("/slack-webhook")));
    ids.add(destination("SLACK_BOT", "C123", "xoxb-token"));
    ids.add(destination("WEBEX", "room-1", "webex-token"));
    ids.add(destination("TEAMS", null, outside.address("/teams")));
    ids.add(destination("WEBHOOK", outside.address("/hook"), "whsec_c2VjcmV0"));
    ids.add(destination("EMAIL", "team@acme.example", null));
    var rule = Json.MAPPER.createObjectNode().put("name", "All").put("cooldown", "PT0S");
    rule.putArray("triggers").add("lead.email-captured").add("lead.call-scheduled");
    ids.forEach(rule.putArray("destinationIds")::add);
    assertThat(
            outsider
                .post("/v1/notifications/rules", "application/json", rule.toString())
                .statusCode())
        .isEqualTo(201);
  }

  private String destination(String kind, String target, String secret) {
    var wish = Json.MAPPER.createObjectNode().put("name", kind).put("kind", kind);
    wish.put("target", target).put("secret", secret);
    var made = outsider.post("/v1/notifications/destinations", "application/json", wish.toString());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Json.MAPPER.readTree(made.body()).path("destinationId").asString();
  }

  /** Somebody with all that a person may leave behind, well and badly formed. */
  private void wilhelmina() {
    Instant at = Instant.now().minusSeconds(60);
    String who =
        "{\"identity\":{\"anonymousId\":\"wilhelmina\"},\"context\":{\"ip\":\"81.2.69.160\"},";
    outsider.publish(
        List.of(
            Event.of(
                "web.page-viewed",
                at,
                who
                    + "\"payload\":{\"url\":\"https://www.example.com/?email=wilhelmina.q@zyzzyva-trading.example\"}}"),
            Event.of(
                "chat.message-received",
                at.plusSeconds(5),
                who
                    + "\"conversationId\":\"c-1\",\"payload\":{\"messageId\":\"m-1\",\"text\":\"I"
                    + " have seventeen thousand gold coins\"}}"),
            Event.of(
                "form.submitted",
                at.plusSeconds(10),
                """
                {"identity":{"anonymousId":"wilhelmina",
                  "email":"wilhelmina.q@zyzzyva-trading.example",
                  "phone":"+351912345678","asserted":"FORM"},
                 "payload":{"formId":"f","fields":{"first_name":"Wilhelmina","last_name":"Quackenbush",
                  "email":"wilhelmina.q@zyzzyva-trading.example","phone_number":"+351912345678"}}}
                """),
            Event.of(
                "chat.email-captured",
                at.plusSeconds(15),
                who
                    + "\"payload\":{\"field\":\"email\",\"value\":\"wilhelmina.q@zyzzyva-trading.example\"}}"),
            Event.of(
                "calendar.meeting-booked",
                at.plusSeconds(20),
                who + "\"payload\":{\"meetingId\":\"m-1\",\"startsAt\":\"2030-12-01T09:00:00Z\"}}"),
            // One of whom nothing is known, and one at a place whose name is no reserved one.
            Event.of(
                "web.page-viewed",
                at,
                "{\"identity\":{\"anonymousId\":\"nobody\"},\"context\":{\"ip\":\"81.2.69.160\"},"
                    + "\"payload\":{\"url\":\"https://www.example.com/\"}}"),
            Event.of(
                "form.submitted",
                at,
                "{\"identity\":{\"email\":\"fergus@no-such-place-anywhere.com\",\"asserted\":\"FORM\"},"
                    + "\"payload\":{\"formId\":\"f\",\"fields\":{\"first_name\":\"Fergus\"}}}"),
            // Neither is one that can be taken in.
            Event.of(
                "chat.message-received",
                at.plusSeconds(25),
                "{\"identity\":{\"email\":\"Wilhelmina Quackenbush\"},\"payload\":{\"text\":17}}"),
            Event.of("chat.message-received", at.plusSeconds(25), "Wilhelmina Quackenbush {")));
    await("she is known")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(outsider.rowsOf("wilhelmina").path(0).path("name").asString(""))
                    .contains("Quackenbush"));
  }

  /** The calls once there are no more of them. */
  private Map<String, Long> quiet() {
    var last = new HashMap<String, Long>();
    await("nobody is called any more")
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(4))
        .until(
            () -> {
              Map<String, Long> now = outside.calls();
              boolean same = now.equals(last);
              last.clear();
              last.putAll(now);
              return same;
            });
    return last;
  }

  private Map<TopicPartition, Long> ends() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.addresses().kafka()))) {
      var asked = new HashMap<TopicPartition, OffsetSpec>();
      for (var topic :
          admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values())
        for (var partition : topic.partitions())
          asked.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      var ends = new HashMap<TopicPartition, Long>();
      admin.listOffsets(asked).all().get().forEach((one, end) -> ends.put(one, end.offset()));
      // Groups note there how far they have read, and whoever ordered it is told of the end here.
      ends.keySet()
          .removeIf(one -> one.topic().startsWith("__") || one.topic().equals(Topics.OPS_EVENTS));
      return ends;
    }
  }

  private String begin(String readModel, String plan) {
    var answer =
        outsider.post("/v1/ops/projections/" + readModel + "/rebuild", "application/json", plan);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Json.MAPPER.readTree(answer.body()).path("id").asString();
  }

  private JsonNode ended(String id) {
    String path = "/v1/ops/rebuilds/" + id;
    await("the end of the rebuild")
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(
            () -> {
              JsonNode now = outsider.json(path);
              assertThat(now.path("finishedAt").asString("")).as("%s", now).isNotEmpty();
            });
    return outsider.json(path);
  }

  @Test
  @Order(3)
  void people_who_look_while_everything_is_built_anew_see_nothing_but_what_is_there()
      throws Exception {
    var stop = new AtomicBoolean();
    var sent = new AtomicLong();
    var looks = new Looks();
    publishSome(LEADS, sent); // everybody, once
    await("all leads are there")
        .atMost(SOON)
        .until(() -> outsider.json("/v1/leads?limit=1").path("total").asLong(0) > LEADS);
    Thread traffic = Thread.ofPlatform().start(looks.noting(() -> publish(stop, sent)));
    var onlookers = onlookers(looks);
    long began = System.nanoTime();
    long storedBefore = stored();
    double seconds;
    long arrived;
    long storedMeanwhile;
    long rows;
    try {
      await("some history").atMost(SOON).until(() -> sent.get() >= (long) BEFORE * RATE);
      // Slow enough that people look many times, and fast enough to catch up.
      String plan = "{\"eventsPerSecond\":%d}".formatted(4 * RATE);
      String first = begin(ReadModels.LEAD_ROWS, plan);
      String second = begin(ReadModels.TIMELINE_ENTRIES, plan);
      JsonNode ended = ended(first);
      rows = ended.path("events").asLong(0);
      assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("DONE");
      assertThat(ended.path("comparison").path("differing").longValue()).isZero();
      JsonNode entries = ended(second);
      assertThat(entries.path("state").asString()).as("%s", entries).isEqualTo("DONE");
      assertThat(entries.path("comparison").path("differing").longValue()).isZero();
      long lists = looks.lists.get() + 10;
      long leads = looks.leads.get() + 10;
      await("people go on looking")
          .atMost(SOON)
          .until(() -> looks.lists.get() > lists && looks.leads.get() > leads);
      seconds = (System.nanoTime() - began) / 1e9;
      arrived = sent.get();
      storedMeanwhile = stored() - storedBefore;
    } finally {
      stop.set(true);
      traffic.join();
      onlookers.close();
    }
    assertThat(looks.troubles).isEmpty();
    assertThat(arrived)
        .as("events that came until the end")
        .isGreaterThan((long) (RATE * seconds * 0.9));
    assertThat(looks.lists.get()).isGreaterThan(20);
    assertThat(looks.leads.get()).isGreaterThan(20);
    System.out.printf(
        "RebuildE2E: in %.0f s %,.0f events/s arrived (%,d wanted) and %,.0f/s were stored;"
            + " %,d events rebuilt; the list %.1f and a lead %.1f times a second without an error,"
            + " slowest answer %,d ms%n",
        seconds,
        arrived / seconds,
        RATE,
        storedMeanwhile / seconds,
        rows,
        looks.lists.get() / seconds,
        looks.leads.get() / seconds,
        looks.slowest.get());
    await("everything is projected")
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                outsider
                    .json("/v1/ops/projections")
                    .path("items")
                    .valueStream()
                    .allMatch(one -> one.path("lagEvents").asLong(1) == 0));
    for (String readModel : List.of(ReadModels.LEAD_ROWS, ReadModels.TIMELINE_ENTRIES)) {
      JsonNode fold = ended(begin(readModel, "{\"compareOnly\":true}")).path("comparison");
      assertThat(fold.path("differing").longValue()).as("%s", fold).isZero();
      assertThat(fold.path("newCount")).isEqualTo(fold.path("liveCount"));
    }
  }

  /** What people who look have seen. */
  private static final class Looks {
    final AtomicLong lists = new AtomicLong();
    final AtomicLong leads = new AtomicLong();
    final AtomicLong mostLeads = new AtomicLong();
    final Map<String, Long> listed = new ConcurrentHashMap<>();
    final Map<String, Long> opened = new ConcurrentHashMap<>();
    final AtomicLong slowest = new AtomicLong();
    final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    Runnable noting(Runnable look) {
      return () -> {
        try {
          look.run();
        } catch (RuntimeException | AssertionError e) {
          troubles.add(e.toString());
        }
      };
    }
  }

  private long stored() {
    return outsider.json("/v1/ops/status").path("ingest").path("stored").asLong(0);
  }

  private void publish(AtomicBoolean stop, AtomicLong sent) {
    long next = System.nanoTime();
    while (!stop.get()) {
      publishSome(Math.max(1, RATE / BATCHES_A_SECOND), sent);
      next += TimeUnit.SECONDS.toNanos(1) / BATCHES_A_SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void publishSome(int number, AtomicLong sent) {
    var some = new ArrayList<Event>();
    for (int i = 0; i < number; i++)
      some.add(
          Event.of(
              "web.page-viewed",
              Instant.now(),
              "{\"identity\":{\"anonymousId\":\"crowd-%d\"},\"payload\":{\"url\":\"https://www.example.com/%d\"}}"
                  .formatted(sent.get() % LEADS, sent.getAndIncrement())));
    outsider.publish(some);
  }

  /**
   * Together they look at the list ten times a second, and at a lead as often, each at its own
   * time: an answer that takes long makes nobody else wait.
   */
  private ScheduledExecutorService onlookers(Looks looks) {
    var onlookers = Executors.newScheduledThreadPool(2 * ONLOOKERS);
    for (int i = 0; i < ONLOOKERS; i++) {
      var random = new Random(i);
      onlookers.scheduleAtFixedRate(
          looks.noting(() -> lookAtTheList(looks)), 100L * i, 100L * ONLOOKERS, MILLISECONDS);
      onlookers.scheduleAtFixedRate(
          looks.noting(() -> lookAtALead(looks, random)),
          100L * i + 50,
          100L * ONLOOKERS,
          MILLISECONDS);
    }
    return onlookers;
  }

  private JsonNode seen(String path, Looks looks) {
    long began = System.nanoTime();
    var answer = outsider.get(path);
    looks.slowest.accumulateAndGet(
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), Math::max);
    if (answer.statusCode() != 200) looks.troubles.add(path + ": " + answer.statusCode());
    return Json.MAPPER.readTree(answer.body());
  }

  /** As a page that is open does. */
  private void lookAtTheList(Looks looks) {
    long most = looks.mostLeads.get();
    var before = Map.copyOf(looks.listed);
    JsonNode page = seen("/v1/leads?limit=50", looks);
    if (page.path("items").size() < 50)
      looks.troubles.add("a page of " + page.path("items").size());
    long total = page.path("total").asLong(0);
    looks.mostLeads.accumulateAndGet(total, Math::max);
    if (total < most) looks.troubles.add(most + " leads became " + total);
    for (JsonNode row : page.path("items")) version(row, before, looks.listed, looks.troubles);
    looks.lists.incrementAndGet();
  }

  /** The list is asked of an index, a lead of the store: each for itself goes never back. */
  private void lookAtALead(Looks looks, Random random) {
    var ids = List.copyOf(looks.listed.keySet());
    if (ids.isEmpty()) return;
    String id = ids.get(random.nextInt(ids.size()));
    var before = Map.copyOf(looks.opened);
    version(seen("/v1/leads/" + id, looks), before, looks.opened, looks.troubles);
    if (seen("/v1/leads/" + id + "/timeline", looks).path("items").isEmpty())
      looks.troubles.add("an empty timeline");
    looks.leads.incrementAndGet();
  }

  /** What was seen before a question was asked is the least that its answer says. */
  private static void version(
      JsonNode row, Map<String, Long> before, Map<String, Long> seen, Queue<String> troubles) {
    String id = row.path("leadId").asString();
    long version = row.path("version").asLong(0);
    long least = before.getOrDefault(id, 0L);
    if (least > version) troubles.add(id + ": version " + least + " became " + version);
    seen.merge(id, version, Math::max);
  }

  @Test
  @Order(4)
  void leads_are_taken_in_while_everybody_outside_hangs() {
    Map<String, Long> before = outside.calls();
    outside.hangs(true);
    try {
      var events = new ArrayList<Event>();
      for (int i = 0; i < HANGING_LEADS; i++) {
        String who =
            "{\"identity\":{\"anonymousId\":\"patient-%d\"},\"context\":{\"ip\":\"81.2.69.160\"},"
                .formatted(i);
        events.add(
            Event.of(
                "chat.message-received",
                Instant.now(),
                who + "\"payload\":{\"messageId\":\"m-%d\",\"text\":\"Hello\"}}".formatted(i)));
        events.add(
            Event.of(
                "chat.email-captured",
                Instant.now(),
                who
                    + "\"payload\":{\"field\":\"email\",\"value\":\"p%d@patient%d-hangs.com\"}}"
                        .formatted(i, i)));
      }
      // Of whom a vendor is asked, since they do not say it themselves.
      for (int i = 0; i < 20; i++)
        events.add(
            Event.of(
                "web.page-viewed",
                Instant.now(),
                "{\"identity\":{\"anonymousId\":\"onlooker-%d\"},\"context\":{\"ip\":\"81.2.69.160\"},\"payload\":{\"url\":\"https://www.example.com/\"}}"
                    .formatted(i)));
      outsider.publish(events);
      await("every lead is there, with what it told")
          .atMost(SOON)
          .until(
              () ->
                  outsider
                          .json("/v1/leads?limit=1&q=hangs.com&stage=EMAIL_CAPTURED")
                          .path("total")
                          .asLong(0)
                      == HANGING_LEADS);
      for (String vendor : List.of("recognition", "first", "names", "moderation"))
        await("%s was asked and hangs".formatted(vendor))
            .atMost(SOON)
            .until(() -> outside.calls().get(vendor) > before.get(vendor));
    } finally {
      outside.hangs(false);
    }
  }

  @Test
  @Order(5)
  void the_log_holds_nothing_personal() throws IOException {
    assertThat(logged.lines()).hasSizeGreaterThan(20);
    assertThat(logged.has("dev.leadline")).as("the services are heard").isTrue();
    assertThat(logged.found(PERSONAL)).isEmpty();
  }
}
