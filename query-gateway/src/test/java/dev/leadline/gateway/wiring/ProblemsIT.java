package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.SortOrder;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

class ProblemsIT {

  /** The id of a session, as its cookie has it. */
  private static final String SESSION =
      Base64.getEncoder()
          .encodeToString("0dbd1d1c-6b5c-4f0e-9d0a-000000000000".getBytes(StandardCharsets.UTF_8));

  private static JsonNode problem(HttpResponse<String> answer, int status, String kind) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .doesNotContain("dev.leadline", "Exception", "org.springframework", "java.");
    JsonNode problem = Json.MAPPER.readTree(answer.body());
    assertThat(problem.path("type").stringValue()).isEqualTo("/problems/" + kind);
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    assertThat(problem.path("title").stringValue()).isNotBlank();
    assertThat(problem.path("detail").stringValue()).isNotBlank();
    return problem;
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/leads?cursor=nonsense,                 400, broken-cursor",
    "/v1/leads?cursor=,                         400, broken-cursor",
    "/v1/leads?limit=0,                         400, bad-parameter",
    "/v1/leads?limit=201,                       400, bad-parameter",
    "/v1/leads?limit=many,                      400, bad-parameter",
    "/v1/leads?limit=1&limit=2,                 400, bad-parameter",
    "/v1/leads?email=%20,                       400, bad-parameter",
    "/v1/leads?emial=ana@acme.example,          400, unknown-parameter",
    "/v1/leads?stage=engaged,                   400, bad-parameter",
    "/v1/leads?stage=,                          400, bad-parameter",
    "/v1/leads?stage=ENGAGED&stage=PIGEON,      400, bad-parameter",
    "/v1/leads?channel=PIGEON,                  400, bad-parameter",
    "/v1/leads?engagement=BROWSING,             400, bad-parameter",
    "/v1/leads?source=SPARA,                    400, bad-parameter",
    "/v1/leads?country=Portugal,                400, bad-parameter",
    "/v1/leads?known=YES,                       400, bad-parameter",
    "/v1/leads?blocked=maybe,                   400, bad-parameter",
    "/v1/leads?agent=%20,                       400, bad-parameter",
    "/v1/leads?timeframe=8d,                    400, bad-parameter",
    "/v1/leads?timeframe=custom,                400, bad-parameter",
    "/v1/leads?timeframe=7d&from=2026-11-01,    400, bad-parameter",
    "/v1/leads?from=yesterday,                  400, bad-parameter",
    "/v1/leads?from=2026-02-30,                 400, bad-parameter",
    "/v1/leads?from=%2B12026-02-01,             400, bad-parameter",
    "/v1/leads?to=2026-11-01T09:00,             400, bad-parameter",
    "/v1/leads?from=2026-11-02&to=2026-11-01,   400, bad-parameter",
    "/v1/leads?zone=Mars/Olympus,               400, bad-parameter",
    "/v1/leads?sort=shoe-size,                  400, bad-parameter",
    "/v1/leads?sort=best,                       400, bad-parameter",
    "/v1/leads/nobody,                          404, unknown-lead",
    "/v1/leads/nobody?x=1,                      400, unknown-parameter",
    "/v1/leads/nobody/timeline,                 404, unknown-lead",
    "/v1/leads/nobody/timeline?cursor=x,        400, broken-cursor",
    "/v1/leads/nobody/timeline?channel=PIGEON,  400, bad-parameter",
    "/v1/leads/nobody/timeline?kind=PIGEON,     400, bad-parameter",
    "/v1/leads/nobody/next-steps,               404, unknown-lead",
    "/v1/nothing,                               404, not-found",
    "//,                                        400, bad-request",
    "/v1/%00,                                   400, bad-request",
    "/v1/leads/a%2Fb,                           400, bad-request",
    "/v1/leads/%FF,                             400, bad-request",
    "/v1/leads?q=%FF,                           400, bad-parameter",
    "/v1/leads?agent=%ED%A0%80,                 400, bad-parameter",
    "/v1/audit?who=%00,                         400, bad-parameter",
    "/v1/audit?from=%2B999999999-12-31T00:00Z,  400, bad-parameter",
    "/v1/events,                                405, method-not-allowed",
  })
  void a_wrong_request_is_told_what_is_wrong_with_it(String path, int status, String kind) {
    problem(RunningGateway.shared().get(path), status, kind);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/members,  '{\"name\":\"\\u0000\"}',                    422, invalid",
    "/v1/members,  '{\"name\":\"Ana\",\"roles\":[null]}',       422, invalid",
    "/v1/api-keys, '{\"name\":\"\\u0000\"}',                    422, invalid",
    "/v1/views,    '{\"name\":\"\\u0000\",\"query\":{}}',       400, bad-request",
  })
  void a_name_that_no_store_takes_is_refused(String path, String body, int status, String kind) {
    problem(RunningGateway.shared().post(path, "application/json", body), status, kind);
  }

  @Test
  void a_blank_choice_of_what_a_timeline_shows_is_none() {
    RunningGateway gateway = RunningGateway.shared();
    gateway.holds(Journey.of("lead-1", Instant.EPOCH).writes("Hello"));
    problem(gateway.get("/v1/leads/lead-1/timeline?channel=%20"), 400, "bad-parameter");
    problem(gateway.get("/v1/leads/lead-1/timeline?kind=,"), 400, "bad-parameter");
    gateway.clear();
  }

  @Test
  void a_misspelt_parameter_is_told_which_ones_there_are() {
    var answer = RunningGateway.shared().get("/v1/leads?emial=x");
    assertThat(problem(answer, 400, "unknown-parameter").path("detail").stringValue())
        .contains(
            "'emial'", "agent, anonymousId, blocked, bots, channel, country, cursor, email, ");
  }

  @Test
  void a_cursor_of_another_list_is_broken() {
    RunningGateway gateway = RunningGateway.shared();
    gateway.holds(Journey.of("lead-1", Instant.EPOCH).writes("Hello"));
    String ofLeads = new Cursor.AfterLead(SortOrder.NEWEST, 0, 0, "", "lead-1").text();
    String ofAnother = new Cursor.OlderThan("lead-2|2026").text();
    String ofTimeline = new Cursor.OlderThan("lead-1|2026").text();
    problem(gateway.get("/v1/leads/lead-1/timeline?cursor=" + ofLeads), 400, "broken-cursor");
    problem(gateway.get("/v1/leads/lead-1/timeline?cursor=" + ofAnother), 400, "broken-cursor");
    problem(gateway.get("/v1/leads?cursor=" + ofTimeline), 400, "broken-cursor");
    gateway.clear();
  }

  @Test
  void other_methods_and_media_types_are_refused() {
    RunningGateway gateway = RunningGateway.shared();
    var deletion = gateway.send(HttpRequest.newBuilder(gateway.uri("/v1/leads")).DELETE());
    problem(deletion, 405, "method-not-allowed");
    assertThat(deletion.headers().firstValue("Allow"))
        .hasValueSatisfying(allowed -> assertThat(allowed).contains("GET"));
    problem(gateway.post("/v1/events", "text/plain", "hello"), 415, "unsupported-media-type");
    problem(gateway.get("/v1/leads", "Accept", "image/png"), 406, "not-acceptable");
  }

  @Test
  void a_body_that_is_too_long_is_refused_whether_or_not_it_says_so() throws IOException {
    RunningGateway gateway = RunningGateway.shared();
    String view = "{\"name\":\"%s\"}".formatted("x".repeat(1 << 20));
    assertThat(
            problem(gateway.post("/v1/views", "application/json", view), 413, "too-large")
                .path("detail")
                .stringValue())
        .contains("1 MiB");
    problem(chunked(gateway, "/v1/views", view), 413, "too-large");
    problem(chunked(gateway, "/v1/events", "x".repeat(17 << 20)), 413, "too-large");
    String many = "{\"text\":\"%s\"}".formatted("x".repeat(2 << 20));
    assertThat(gateway.post("/v1/events", "application/json", many).statusCode()).isEqualTo(202);
    assertThat(firstLine(gateway, 17 << 20)).as("before a byte is sent").contains(" 413 ");
  }

  @Test
  void a_form_without_a_length_is_not_read_whole_for_somebody_unknown() {
    RunningGateway gateway = RunningGateway.shared();
    byte[] form = ("a=" + "x".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
    problem(
        gateway.sendAs(
            null,
            HttpRequest.newBuilder(gateway.uri("/v1/views/1"))
                .PUT(chunks(form))
                .header("Content-Type", "application/x-www-form-urlencoded")),
        413,
        "too-large");
  }

  private static HttpResponse<String> chunked(RunningGateway gateway, String path, String body) {
    return gateway.send(
        HttpRequest.newBuilder(gateway.uri(path))
            .POST(chunks(body.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json"));
  }

  private static HttpRequest.BodyPublisher chunks(byte[] body) {
    return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  /** Of the answer to somebody who has said how much is to come, and sends nothing of it. */
  private static String firstLine(RunningGateway gateway, int length) throws IOException {
    String request =
        """
        POST /v1/events HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(RunningGateway.KEY, length);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
      return String.valueOf(new BufferedReader(answer).readLine());
    }
  }

  @Test
  void a_list_that_breaks_off_in_its_middle_does_not_look_whole() {
    try (var gateway = new RunningGateway(Map.of("LEADLINE_EXPORT_MOST_STREAMED", "2000"))) {
      Instant start = Instant.parse("2026-11-20T09:00:00Z");
      var journeys = new ArrayList<Journey>();
      for (int i = 0; i < 1500; i++)
        journeys.add(
            Journey.of("lead-%04d".formatted(i), start.plusSeconds(i))
                .isKnownAs("name", Value.text("Ana " + "x".repeat(500)), Provenance.SELF));
      gateway.holds(journeys.toArray(Journey[]::new));
      String whole = gateway.get("/v1/leads/export.csv?sort=lastActivityAt").body();
      assertThat(whole.lines()).hasSize(1501);

      MongoOperations mongo = gateway.bean(MongoOperations.class);
      var last = new Query(Criteria.where("_id").is("lead-1499"));
      Document row = mongo.findOne(last, Document.class, ReadModels.LEAD_ROWS);
      row.put("row", row.getString("row").replaceFirst("\"label\":\"[^\"]*\"", "\"label\":null"));
      mongo.save(row, ReadModels.LEAD_ROWS);
      gateway.tells(journeys.getLast().state());
      Awaitility.await("the list has it")
          .until(() -> gateway.get("/v1/leads?limit=1").body().contains("\"label\":null"));
      assertThatThrownBy(() -> gateway.get("/v1/leads/export.csv?sort=lastActivityAt"))
          .hasRootCauseInstanceOf(IOException.class);
      Awaitility.await(
              "the audit log says which list was whole, and how much there was of the other")
          .untilAsserted(
              () -> {
                JsonNode log = Json.MAPPER.readTree(gateway.get("/v1/audit?action=EXPORT").body());
                assertThat(log.path("items")).hasSize(2);
                JsonNode broken = log.path("items").path(0);
                assertThat(broken.path("outcome").asString()).isEqualTo("FAILED");
                assertThat(broken.path("rows").asLong(-1)).isBetween(0L, 1499L);
                JsonNode all = log.path("items").path(1);
                assertThat(all.path("outcome").asString()).isEqualTo("DONE");
                assertThat(all.path("rows").asLong(-1)).isEqualTo(1500);
              });
    }
  }

  @Test
  void what_is_down_is_told_with_when_to_try_again() {
    try (var gateway = new RunningGateway(Map.of())) {
      gateway.stopMongo();
      gateway.stopServices();
      HttpResponse<String> answer = gateway.get("/v1/leads/lead-1");
      problem(answer, 503, "unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(gateway.get("/leads/lead-1", "Accept", "text/html").body())
          .contains("Not available right now");
      assertThat(gateway.get("/operations", "Accept", "text/html").body())
          .contains("lead-service does not answer", "timeline-service does not answer")
          .containsPattern("bad-words\">[^<]+ cannot be reached right now\\.<");
      HttpResponse<String> event = gateway.post("/v1/events", "application/json", "{}");
      problem(event, 503, "unavailable");
      assertThat(event.headers().firstValue("Retry-After")).contains("5");
      JsonNode status = Json.MAPPER.readTree(gateway.get("/v1/ops/status").body());
      assertThat(status.path("services").path(0).path("state").stringValue()).isEqualTo("DOWN");
      assertThat(status.path("ingest").isNull()).isTrue();
      Awaitility.await("readiness says that the store is away")
          .atMost(Duration.ofSeconds(20))
          .until(() -> gateway.get("/actuator/health/readiness").statusCode() == 503);

      gateway.stopPostgres();
      for (HttpResponse<String> unknown :
          List.of(
              gateway.sendAs("ll_some-key", HttpRequest.newBuilder(gateway.uri("/v1/me"))),
              gateway.sendAs(
                  null,
                  HttpRequest.newBuilder(gateway.uri("/v1/me")),
                  "Cookie",
                  SecurityWiring.SESSION_COOKIE + "=" + SESSION))) {
        problem(unknown, 503, "unavailable");
        assertThat(unknown.headers().firstValue("Retry-After")).contains("5");
      }
    }
  }
}
