package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Parts;
import dev.leadline.gateway.handling.ExportFiles;
import dev.leadline.gateway.handling.FreezeLeads;
import dev.leadline.gateway.handling.KeepExports;
import dev.leadline.gateway.handling.RunExports;
import dev.leadline.gateway.handling.WriteCsv;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ExportJobsIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  /** More agents than an address could name. */
  private static final String MANY =
      IntStream.range(0, 1000).mapToObj("\"agent-%d\""::formatted).collect(Collectors.joining(","));

  private final RunningGateway gateway = RunningGateway.shared();

  @BeforeEach
  void leads() {
    gateway.holds(
        IntStream.range(0, 120)
            .mapToObj(
                i -> {
                  var journey = Journey.of("lead-%03d".formatted(i), START.plusSeconds(i));
                  if (i % 2 == 0) journey.writes("Hello");
                  if (i % 3 == 0) journey.isKnownAs("budget", new Value.Whole(i), Provenance.SELF);
                  return journey.isKnownAs("name", Value.text("=N" + i), Provenance.SELF);
                })
            .toArray(Journey[]::new));
  }

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private JsonNode begin(String filters) {
    var answer = gateway.post("/v1/exports", "application/json", filters);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Json.MAPPER.readTree(answer.body());
  }

  private JsonNode export(String id) {
    return Json.MAPPER.readTree(gateway.get("/v1/exports/" + id).body());
  }

  private JsonNode done(String id) {
    await("the export is there")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !export(id).path("state").asString().equals("RUNNING"));
    return export(id);
  }

  private int remove(String id) {
    return gateway
        .send(HttpRequest.newBuilder(gateway.uri("/v1/exports/" + id)).DELETE())
        .statusCode();
  }

  @Test
  void a_list_too_long_for_one_answer_is_refused_and_written_to_a_file_that_equals_it() {
    var refused = gateway.get("/v1/leads/export.csv");
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("too-many-rows", "POST /v1/exports");
    String few = gateway.get("/v1/leads/export.csv?stage=ENGAGED").body();

    String id = begin("{\"stage\": [\"ENGAGED\"]}").path("id").asString();
    JsonNode export = done(id);
    assertThat(export.path("state").asString()).isEqualTo("DONE");
    assertThat(export.path("rows").asLong()).isEqualTo(60);
    assertThat(export.path("done").asLong()).isEqualTo(60);
    assertThat(Instant.parse(export.path("expiresAt").asString())).isAfter(Instant.now());
    assertThat(gateway.get(export.path("link").asString()).body()).isEqualTo(few);
    assertThat(few).contains(",version,budget\r\n");
    assertThat(gateway.get("/v1/exports").body()).contains(id);
    assertThat(remove(id)).isEqualTo(204);
    assertThat(gateway.get("/v1/exports/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void the_audit_log_says_which_leads_went_into_a_file_and_how_many() {
    String id =
        begin("{\"stage\": [\"ENGAGED\"], \"channel\": \"CHAT\", \"q\": \"n7\"}")
            .path("id")
            .asString();
    JsonNode export = done(id);
    long rows = export.path("rows").asLong();
    assertThat(rows).isPositive();
    gateway.get(export.path("link").asString());
    await("the file is in the log")
        .untilAsserted(() -> assertThat(exported("GET /v1/exports/{id}/file", rows)).hasSize(1));
    assertThat(exported("POST /v1/exports", rows)).hasSize(1);
    assertThat(remove(id)).isEqualTo(204);
  }

  /** What the audit log says of it: entries with the filter, without what was searched for. */
  private List<JsonNode> exported(String request, long rows) {
    return Json.MAPPER
        .readTree(gateway.get("/v1/audit?action=EXPORT&limit=200").body())
        .path("items")
        .valueStream()
        .filter(entry -> entry.path("request").asString().equals(request))
        .filter(entry -> entry.path("rows").asLong(-1) == rows)
        .filter(
            entry ->
                entry
                    .path("filter")
                    .asString("")
                    .equals("channel=CHAT&q=...&stage=ENGAGED&zone=UTC"))
        .toList();
  }

  @Test
  void relative_times_are_the_instants_that_they_were() {
    JsonNode query = begin("{\"timeframe\": \"7d\", \"zone\": \"Asia/Tokyo\"}").path("query");
    assertThat(query.has("timeframe")).isFalse();
    assertThat(query.path("from").path(0).asString()).endsWith("T15:00:00Z");
  }

  @Test
  void what_is_no_filter_is_refused() {
    for (String filters :
        new String[] {
          "{\"stag\": \"ENGAGED\"}",
          "{\"stage\": \"PIGEON\"}",
          "[]",
          "{",
          "{\"q\": [\"a\",\"b\"]}",
          "{\"agent\": [%s]}".formatted(MANY)
        })
      assertThat(gateway.post("/v1/exports", "application/json", filters).statusCode())
          .as(filters)
          .isEqualTo(400);
    assertThat(gateway.get("/v1/exports/pigeon").statusCode()).isEqualTo(404);
  }

  @Test
  void a_file_goes_with_the_first_lead_in_it_that_is_erased() {
    String with = begin("{}").path("id").asString();
    String without = begin("{\"stage\": \"ENGAGED\"}").path("id").asString();
    assertThat(done(with).path("state").asString()).isEqualTo("DONE");
    String link = done(without).path("link").asString();
    gateway.holds(
        Journey.of("lead-001", START)
            .views("Home")
            .becomes(new LeadErased(START, null, List.of())));
    await("the file is gone")
        .untilAsserted(
            () -> assertThat(export(with).path("state").asString()).isEqualTo("EXPIRED"));
    assertThat(gateway.get("/v1/exports/" + with + "/file").statusCode()).isEqualTo(410);
    assertThat(gateway.get(link).statusCode()).isEqualTo(200);
  }

  /** The line of the whole has the id of the whole, and the email of the part. */
  @Test
  void a_file_goes_with_who_was_part_of_a_lead_in_it() {
    Journey part = Journey.of("part", START).givesEmail("ana@acme.example");
    Journey whole = Journey.of("whole", START).writes("Hello");
    gateway.holds(MergedLeadsIT.absorb(whole, part), part);
    List<Absorbed> parts = whole.state().absorbed();
    String with = begin("{\"stage\": [\"EMAIL_CAPTURED\", \"ENGAGED\"]}").path("id").asString();
    assertThat(gateway.get(done(with).path("link").asString()).body())
        .contains("whole,", "ana@acme.example");

    List<Absorbed> bare = parts.stream().map(Absorbed::withoutPersonal).toList();
    gateway.holds(
        whole.becomes(new LeadUnmerged("part", null, START)),
        part.becomes(new LeadRestored("whole", bare, null, START, new Parts(parts))));
    assertThat(export(with).path("state").asString()).isEqualTo("DONE");
    gateway.holds(part.becomes(new LeadErased(Instant.now(), null, List.of())));
    await("the file is gone")
        .untilAsserted(
            () -> assertThat(export(with).path("state").asString()).isEqualTo("EXPIRED"));
    assertThat(gateway.get("/v1/exports/" + with + "/file").statusCode()).isEqualTo(410);
  }

  @Test
  void a_job_that_nobody_works_on_has_failed_and_begins_again_and_an_old_file_expires() {
    String id = begin("{}").path("id").asString();
    done(id);
    JdbcClient jdbc = gateway.bean(JdbcClient.class);
    jdbc.sql(
            "update exports set state = 'RUNNING', touched_at = now() - interval '1 minute'"
                + " where export_id = :id::uuid")
        .param("id", id)
        .update();
    gateway.bean(RunExports.class).sweep();
    assertThat(export(id).path("state").asString()).isEqualTo("FAILED");
    assertThat(export(id).path("reason").asString()).isEqualTo(RunExports.ABANDONED);
    String retry = "/v1/exports/" + id + "/retry";
    assertThat(gateway.post(retry, "application/json", "").statusCode()).isEqualTo(202);
    assertThat(done(id).path("state").asString()).isEqualTo("DONE");
    assertThat(gateway.post(retry, "application/json", "").statusCode()).isEqualTo(409);

    jdbc.sql("update exports set expires_at = now() where export_id = :id::uuid")
        .param("id", id)
        .update();
    assertThat(gateway.get("/v1/exports/" + id + "/file").statusCode()).isEqualTo(410);
    gateway.bean(RunExports.class).sweep();
    assertThat(export(id).path("state").asString()).isEqualTo("EXPIRED");
  }

  @Test
  void a_gateway_whose_clock_is_ahead_gives_up_no_export_of_another() {
    String id = begin("{}").path("id").asString();
    done(id);
    gateway
        .bean(JdbcClient.class)
        .sql("update exports set state = 'RUNNING', touched_at = now() where export_id = :id::uuid")
        .param("id", id)
        .update();
    try (var ahead =
        new RunExports(
            gateway.bean(FreezeLeads.class),
            gateway.bean(WriteCsv.class),
            gateway.bean(KeepExports.class),
            gateway.bean(ExportFiles.class),
            Duration.ofDays(1),
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)))) {
      ahead.sweep();
    }
    assertThat(export(id).path("state").asString()).isEqualTo("RUNNING");
    assertThat(remove(id)).isEqualTo(204);
  }

  @Test
  void what_is_left_of_a_job_that_is_not_worked_on_goes_and_nothing_else() throws IOException {
    String id = begin("{}").path("id").asString();
    String link = done(id).path("link").asString();
    Path folder =
        Path.of(
            gateway
                .bean(Environment.class)
                .getRequiredProperty("leadline.query-gateway.exports.folder"));
    Path part = Files.writeString(folder.resolve(UUID.randomUUID() + ".csv.part"), "lead-001,Ana");
    Path whole = Files.writeString(folder.resolve(UUID.randomUUID() + ".csv"), "lead-001,Ana");
    Path other = Files.writeString(folder.resolve("notes.csv"), "not ours");
    gateway.bean(RunExports.class).sweep();
    assertThat(part).doesNotExist();
    assertThat(whole).doesNotExist();
    assertThat(other).exists();
    assertThat(gateway.get(link).statusCode()).isEqualTo(200);

    JdbcClient jdbc = gateway.bean(JdbcClient.class);
    jdbc.sql(
            "update exports set state = 'RUNNING', touched_at = now() - interval '1 minute'"
                + " where export_id = :id::uuid")
        .param("id", id)
        .update();
    UUID file = gateway.bean(KeepExports.class).find("default", UUID.fromString(id)).file();
    gateway.bean(KeepExports.class).touch(List.of(file));
    gateway.bean(RunExports.class).sweep();
    assertThat(export(id).path("state").asString()).isEqualTo("RUNNING");
    assertThat(folder.resolve(file + ".csv")).exists();
    assertThat(remove(id)).isEqualTo(204);
    gateway.bean(RunExports.class).sweep();
    assertThat(folder.resolve(file + ".csv")).doesNotExist();
  }

  @Test
  void an_export_that_is_over_is_forgotten_after_a_month() {
    String over = begin("{}").path("id").asString();
    String there = begin("{}").path("id").asString();
    done(over);
    done(there);
    JdbcClient jdbc = gateway.bean(JdbcClient.class);
    String old =
        "update exports set touched_at = now() - interval '%d days', state = '%s' where export_id ="
            + " '%s'";
    jdbc.sql(old.formatted(29, "FAILED", over)).update();
    jdbc.sql(old.formatted(31, "DONE", there)).update();
    gateway.bean(RunExports.class).sweep();
    assertThat(gateway.get("/v1/exports/" + over).statusCode()).isEqualTo(200);
    jdbc.sql(old.formatted(31, "FAILED", over)).update();
    gateway.bean(RunExports.class).sweep();
    assertThat(gateway.get("/v1/exports/" + over).statusCode()).isEqualTo(404);
    assertThat(export(there).path("state").asString()).isEqualTo("DONE");
    assertThat(remove(there)).isEqualTo(204);
  }

  @Test
  void views_are_kept_with_relative_times_and_what_the_list_refuses_is_refused() {
    String body = "{\"name\": \"Hot\", \"query\": {\"timeframe\": \"7d\", \"stage\": \"ENGAGED\"}}";
    var added = gateway.post("/v1/views", "application/json", body);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    String id = Json.MAPPER.readTree(added.body()).path("id").asString();
    assertThat(gateway.get("/v1/views").body()).contains(id, "\"timeframe\":[\"7d\"]");
    var changed =
        gateway.send(
            HttpRequest.newBuilder(gateway.uri("/v1/views/" + id))
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"name\": \"Cold\", \"shared\": true, \"query\": {\"known\":"
                            + " \"UNKNOWN\"}}")));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(changed.body()).contains("Cold", "\"shared\":true", "\"own\":true");
    for (String wrong :
        new String[] {
          "{\"query\": {}}",
          "{\"name\": \" \"}",
          "{\"name\": \"a\", \"query\": {\"stage\": \"PIGEON\"}}",
          "{\"name\": \"a\", \"sahred\": true}",
          "[]",
          "{\"name\": \"a\", \"query\": {\"agent\": [%s]}}".formatted(MANY)
        })
      assertThat(gateway.post("/v1/views", "application/json", wrong).statusCode())
          .as(wrong)
          .isEqualTo(400);
    assertThat(
            gateway
                .send(HttpRequest.newBuilder(gateway.uri("/v1/views/" + id)).DELETE())
                .statusCode())
        .isEqualTo(204);
    assertThat(gateway.get("/v1/views").body()).doesNotContain(id);
  }
}
