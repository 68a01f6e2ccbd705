package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.ManageKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Two customers on one gateway: each in its own days, with its own calls, and with nothing of the
 * other. It is the third of November 2026 here; clocks in New York went back on the first.
 */
class TenantsIT {

  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
  private static final String WRITES_A_MINUTE = "2";

  private static RunningGateway gateway;
  private static String tokyo;
  private static String bogota;

  @BeforeAll
  static void start() {
    gateway =
        new RunningGateway(
            Map.of("LEADLINE_LEADS_WRITES_PER_MINUTE", WRITES_A_MINUTE),
            Clock.fixed(NOON, ZoneOffset.UTC));
    tokyo = key("tokyo", "all");
    bogota = key("bogota", "all");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private static String key(String tenant, String name) {
    var root = new Caller(tenant, Caller.Kind.PROGRAM, "root", "root", Set.of(Role.values()));
    if (gateway.bean(ManageKeys.class).make(root, name, Set.of(Role.values()))
        instanceof ManageKeys.Made(ApiKey made, String secret)) return secret;
    throw new AssertionError("No key");
  }

  private static HttpResponse<String> get(String key, String path) {
    return gateway.sendAs(key, HttpRequest.newBuilder(gateway.uri(path)));
  }

  private static JsonNode json(String key, String path) {
    HttpResponse<String> answer = get(key, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  private static List<JsonNode> items(String key, String query) {
    return json(key, "/v1/leads" + query).path("items").valueStream().toList();
  }

  private static List<String> ids(String key, String query) {
    return items(key, query).stream().map(item -> item.path("leadId").stringValue()).toList();
  }

  private static void thinksIn(String tenant, String zone, long version) {
    TenantSettings usual = TenantSettings.defaults(tenant);
    gateway.decides(
        new TenantSettings(
            tenant,
            zone,
            usual.blockingThreshold(),
            usual.deanonymization(),
            usual.deanonymizationExcludedCountries(),
            usual.emailOpenIsAction(),
            usual.anonymousKeptForDays(),
            usual.leadsKeptForMonths(),
            usual.blockSameNetworkForHours(),
            version));
  }

  private static void awaitZone(String key, String zone) {
    await("the gateway knows the zone")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                json(key, "/v1/leads?timeframe=7d")
                    .path("timeframe")
                    .path("zone")
                    .stringValue()
                    .equals(zone));
  }

  private static Journey at(String tenant, String instant) {
    return Journey.inTenant(tenant, tenant + " " + instant, Instant.parse(instant)).views("Home");
  }

  /** Scenario 11. */
  @Test
  void the_last_seven_days_are_those_of_each_tenant_across_a_change_of_clocks() {
    thinksIn("tokyo", "Asia/Tokyo", 1);
    thinksIn("bogota", "America/Bogota", 1);
    awaitZone(tokyo, "Asia/Tokyo");
    awaitZone(bogota, "America/Bogota");
    var journeys = new ArrayList<Journey>();
    for (String tenant : List.of("tokyo", "bogota"))
      for (String instant :
          List.of(
              "2026-10-27T14:59:59Z",
              "2026-10-27T15:00:00Z",
              "2026-10-28T03:59:59Z",
              "2026-10-28T04:00:00Z",
              "2026-10-28T04:59:59Z",
              "2026-10-28T05:00:00Z",
              "2026-11-03T14:59:59Z",
              "2026-11-03T15:00:00Z",
              "2026-11-04T04:59:59Z",
              "2026-11-04T05:00:00Z")) journeys.add(at(tenant, instant));
    journeys.add(
        at("tokyo", "2026-11-01T12:00:00Z")
            .isKnownAs("name", Value.text("=cmd|' /C calc'!A0"), Provenance.SELF));
    gateway.holds(journeys.toArray(Journey[]::new));

    // Midnight of 28 October to the end of 3 November, wherever that is.
    assertBounds(tokyo, "?timeframe=7d", "2026-10-27T15:00:00Z", "2026-11-03T15:00:00Z", 7);
    assertBounds(bogota, "?timeframe=7d", "2026-10-28T05:00:00Z", "2026-11-04T05:00:00Z", 4);
    // Seven days with the one of 25 hours in them.
    assertBounds(
        bogota,
        "?timeframe=7d&zone=America/New_York",
        "2026-10-28T04:00:00Z",
        "2026-11-04T05:00:00Z",
        6);

    for (String key : List.of(tokyo, bogota)) {
      ZoneId zone = ZoneId.of(key.equals(tokyo) ? "Asia/Tokyo" : "America/Bogota");
      HttpResponse<String> csv = get(key, "/v1/leads/export.csv?timeframe=7d");
      CsvFile.assertEqual(CsvFile.parsed(csv.body()), items(key, "?timeframe=7d&limit=200"), zone);
    }
    assertThat(get(tokyo, "/v1/leads/export.csv?timeframe=7d").body())
        .contains("\"'=cmd|' /C calc'!A0\"");
  }

  private static void assertBounds(String key, String query, String from, String to, int leads) {
    JsonNode page = json(key, "/v1/leads" + query);
    assertThat(page.path("timeframe").path("from").stringValue()).isEqualTo(from);
    assertThat(page.path("timeframe").path("to").stringValue()).isEqualTo(to);
    assertThat(page.path("total").intValue()).isEqualTo(leads);
    assertThat(page.path("items").valueStream())
        .allSatisfy(
            item ->
                assertThat(Instant.parse(item.path("lastActivityAt").stringValue()))
                    .isBetween(Instant.parse(from), Instant.parse(to).minusMillis(1)));
  }

  @Test
  void another_zone_of_a_tenant_changes_its_bounds_and_nobody_elses() {
    String moving = key("moving", "all");
    assertBounds(moving, "?timeframe=7d", "2026-10-28T00:00:00Z", "2026-11-04T00:00:00Z", 0);
    thinksIn("moving", "Pacific/Auckland", 1);
    awaitZone(moving, "Pacific/Auckland");
    // It is the fourth there already.
    assertBounds(moving, "?timeframe=7d", "2026-10-28T11:00:00Z", "2026-11-04T11:00:00Z", 0);
    thinksIn("moving", "America/Bogota", 2);
    awaitZone(moving, "America/Bogota");
    assertBounds(moving, "?timeframe=7d", "2026-10-28T05:00:00Z", "2026-11-04T05:00:00Z", 0);
    assertThat(json(RunningGateway.KEY, "/v1/leads?timeframe=7d").path("timeframe").path("zone"))
        .hasToString("\"UTC\"");
  }

  private static HttpResponse<String> writes(String key, String lead) {
    return gateway.sendAs(
        key,
        HttpRequest.newBuilder(gateway.uri("/v1/leads/" + lead))
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"fields\":{}}"))
            .header("Content-Type", "application/json"));
  }

  @Test
  void who_writes_too_much_is_told_when_to_come_back_and_nobody_else_is_held_up() {
    String greedy = key("tokyo", "greedy");
    HttpResponse<String> first = writes(greedy, "lead-1");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("RateLimit-Policy"))
        .contains("\"leads-writes\";q=2;w=60");
    assertThat(first.headers().firstValue("RateLimit").orElse(""))
        .matches("\"leads-writes\";r=1;t=\\d+");
    assertThat(first.headers().firstValue("Retry-After")).isEmpty();
    assertThat(writes(greedy, "lead-1").headers().firstValue("RateLimit").orElse(""))
        .startsWith("\"leads-writes\";r=0;");

    HttpResponse<String> refused = writes(greedy, "lead-too-much");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(refused.body()).contains("/problems/too-many-requests");
    assertThat(refused.headers().firstValue("RateLimit").orElse("")).contains("r=0");
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 60);
    assertThat(gateway.forwarded)
        .as("it went nowhere")
        .noneMatch(call -> call.contains("lead-too-much"));

    assertThat(get(greedy, "/v1/leads").statusCode()).as("reading goes on").isEqualTo(200);
    assertThat(writes(key("tokyo", "modest"), "lead-1").statusCode()).isEqualTo(200);
    assertThat(writes(key("bogota", "another"), "lead-1").statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_refused_counts_too_and_is_written_down_no_more_often() {
    var root = new Caller("tokyo", Caller.Kind.PROGRAM, "root", "root", Set.of(Role.values()));
    if (!(gateway.bean(ManageKeys.class).make(root, "insistent", Set.of(Role.MEMBER))
        instanceof ManageKeys.Made(ApiKey insistent, String secret)))
      throw new AssertionError("No key");
    for (int status : new int[] {403, 403, 429, 429})
      assertThat(writes(secret, "lead-1").statusCode()).isEqualTo(status);
    String refusals = "/v1/audit?who=" + insistent.keyId();
    await("both are written down").until(() -> json(tokyo, refusals).path("items").size() >= 2);
    assertThat(json(tokyo, refusals).path("items")).hasSize(2);
  }

  @Test
  void nothing_of_a_tenant_is_to_be_had_by_another() throws Exception {
    gateway.holds(
        Journey.inTenant("tokyo", "lead-t", NOON.minusSeconds(60))
            .givesEmail("zita@quux.example")
            .writes("A secret"),
        Journey.inTenant("bogota", "lead-b", NOON.minusSeconds(30)).writes("Hello"));
    assertThat(ids(tokyo, "")).containsExactly("lead-t");
    assertThat(ids(bogota, "")).containsExactly("lead-b");
    assertThat(ids(bogota, "?email=zita@quux.example")).isEmpty();
    assertThat(ids(bogota, "?q=zita")).isEmpty();
    assertThat(json(bogota, "/v1/leads").path("facets").path("stage").path("EMAIL_CAPTURED"))
        .hasToString("0");
    for (String path : List.of("", "/timeline", "/next-steps", "/observations")) {
      assertThat(get(tokyo, "/v1/leads/lead-t" + path).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = get(bogota, "/v1/leads/lead-t" + path);
      assertThat(refused.statusCode()).as(path).isEqualTo(404);
      assertThat(refused.body()).doesNotContain("zita", "secret");
    }
    for (String page : List.of("/leads", "/leads/changes?id=lead-t"))
      assertThat(get(bogota, page).body()).doesNotContain("zita", "lead-t\"");
    assertThat(get(bogota, "/v1/leads/export.csv").body())
        .contains("lead-b")
        .doesNotContain("lead-t", "zita");

    String export = begins(tokyo).path("id").stringValue();
    await("the file is there")
        .atMost(Duration.ofSeconds(20))
        .until(() -> json(tokyo, "/v1/exports/" + export).path("state").asString().equals("DONE"));
    assertThat(get(tokyo, "/v1/exports/" + export + "/file").body()).contains("zita@quux.example");
    assertThat(get(bogota, "/v1/exports/" + export + "/file").statusCode()).isEqualTo(404);
    assertThat(get(bogota, "/v1/exports/" + export).statusCode()).isEqualTo(404);
    assertThat(get(bogota, "/v1/exports").body()).doesNotContain(export);
    assertThat(who(bogota))
        .as("each has an audit log of its own")
        .doesNotContainAnyElementsOf(who(tokyo));
  }

  /** Who did anything, as a tenant's audit log says. */
  private static Set<String> who(String key) {
    var who = new TreeSet<String>();
    await("what was just asked is written")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              json(key, "/v1/audit")
                  .path("items")
                  .forEach(entry -> who.add(entry.path("who").stringValue()));
              return !who.isEmpty();
            });
    return who;
  }

  private static JsonNode begins(String key) {
    HttpResponse<String> begun =
        gateway.sendAs(
            key,
            HttpRequest.newBuilder(gateway.uri("/v1/exports"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json"));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return Json.MAPPER.readTree(begun.body());
  }

  @Test
  void a_stream_tells_of_the_leads_of_its_tenant_alone() throws Exception {
    ChangeStream stream = gateway.bean(ChangeStream.class);
    try (var client = HttpClient.newHttpClient();
        var all = new Following(client, bogota, "/v1/stream");
        var one = new Following(client, bogota, "/v1/stream?leadId=lead-t")) {
      await("both follow").until(() -> stream.followers() >= 2);
      gateway.holds(
          Journey.inTenant("tokyo", "lead-t", NOON).writes("A secret"),
          Journey.inTenant("bogota", "lead-b", NOON).writes("Hello"));
      await("the own one is told")
          .atMost(Duration.ofSeconds(20))
          .until(() -> all.told.toString().contains("lead-b"));
      assertThat(all.told.toString()).doesNotContain("lead-t");
      assertThat(one.told.toString()).doesNotContain("lead-t");
    }
  }

  /** What a stream tells, until it is closed. */
  private static final class Following implements AutoCloseable {
    final List<String> told = new CopyOnWriteArrayList<>();
    private final InputStream body;

    Following(HttpClient client, String key, String path) throws Exception {
      var request =
          HttpRequest.newBuilder(gateway.uri(path))
              .header("Authorization", "Bearer " + key)
              .header("Accept", "text/event-stream")
              .build();
      body = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))
                      .lines()
                      .forEach(told::add);
                } catch (UncheckedIOException closed) {
                  // The test has seen enough.
                }
              });
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  private static HttpResponse<String> order(String key, String path, String body) {
    return gateway.sendAs(
        key,
        HttpRequest.newBuilder(gateway.uri("/v1/ops" + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"));
  }

  @Test
  void operators_of_a_tenant_rebuild_what_is_theirs_and_see_no_rebuild_of_others() {
    String begin = "/projections/lead_rows/rebuild";
    assertThat(order(tokyo, begin, "{\"fromPosition\":7}").statusCode()).isEqualTo(200);
    assertThat(gateway.forwarded.getLast())
        .startsWith("/v1/ops/projections/lead_rows/rebuild tokyo ")
        .endsWith("{\"fromPosition\":7,\"tenant\":\"tokyo\"}");
    int before = gateway.forwarded.size();
    assertThat(order(tokyo, begin, "{\"tenant\":\"bogota\"}").statusCode()).isEqualTo(403);
    assertThat(order(tokyo, begin, "{\"leadId\":\"of-bogota\"}").statusCode()).isEqualTo(404);
    assertThat(order(tokyo, begin, "[]").statusCode()).isEqualTo(400);
    assertThat(gateway.forwarded).hasSize(before);

    assertThat(get(tokyo, "/v1/ops/rebuilds").body()).contains("of-tokyo").doesNotContain("whole");
    assertThat(get(tokyo, "/v1/ops/rebuilds/of-tokyo").statusCode()).isEqualTo(200);
    assertThat(order(tokyo, "/rebuilds/of-tokyo/pause", "{}").statusCode()).isEqualTo(200);
    for (String other : List.of("/rebuilds/whole/cancel", "/rebuilds/whole/rollback"))
      assertThat(order(tokyo, other, "{}").statusCode()).isEqualTo(404);
    assertThat(get(bogota, "/v1/ops/rebuilds/of-tokyo").statusCode()).isEqualTo(404);
    assertThat(get(bogota, "/operations").body()).doesNotContain("of-tokyo", "whole");

    assertThat(get(RunningGateway.KEY, "/v1/ops/rebuilds").body()).contains("of-tokyo", "whole");
    order(RunningGateway.KEY, begin, "{}");
    assertThat(gateway.forwarded.getLast()).endsWith(" {}");
  }
}
