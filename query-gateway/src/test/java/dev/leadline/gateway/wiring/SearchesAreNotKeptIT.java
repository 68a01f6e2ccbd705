package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.JsonNode;

/** Whoever is searched for may be erased, and nobody looks in the tables of exports and views. */
class SearchesAreNotKeptIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  private static final String ADDRESS = "xenia@acme.example";

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private static Journey xenia() {
    return Journey.of("lead-x", START)
        .writes("Hello")
        .givesEmail(ADDRESS)
        .isKnownAs("name", Value.text("Xenia"), Provenance.SELF);
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

  private int rowsThatNameHer() {
    return gateway
        .bean(JdbcClient.class)
        .sql(
            "select count(*) from (select e::text as line from exports e"
                + " union all select v::text from saved_views v) as kept"
                + " where line like '%xenia%' or line like '%910000000%'")
        .query(Integer.class)
        .single();
  }

  @Test
  void what_an_export_searched_for_is_kept_nowhere() {
    gateway.holds(xenia());
    var begun =
        gateway.post(
            "/v1/exports",
            "application/json",
            "{\"email\": \"%s\", \"q\": \"xenia\", \"stage\": \"EMAIL_CAPTURED\"}"
                .formatted(ADDRESS));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    assertThat(begun.body())
        .contains("\"email\":[\"...\"]", "\"q\":[\"...\"]", "\"stage\":[\"EMAIL_CAPTURED\"]")
        .doesNotContain("xenia");
    assertThat(rowsThatNameHer()).as("while it is under way").isZero();
    String id = Json.MAPPER.readTree(begun.body()).path("id").asString();
    String link = done(id).path("link").asString();
    assertThat(gateway.get(link).body()).contains(ADDRESS);

    gateway.holds(xenia().becomes(new LeadErased(START, null, List.of())));
    await("the file is gone")
        .untilAsserted(() -> assertThat(export(id).path("state").asString()).isEqualTo("EXPIRED"));
    assertThat(gateway.get("/v1/exports").body()).contains(id).doesNotContain("xenia");
    assertThat(rowsThatNameHer()).isZero();
    var again = gateway.post("/v1/exports/" + id + "/retry", "application/json", "");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("What it searched for is not kept. Ask for a new export.");
    assertThat(remove(id)).isEqualTo(204);
  }

  @Test
  void a_view_names_no_person() {
    for (String filter :
        List.of(
            "\"email\": \"xenia@acme.example\"",
            "\"phone\": \"+351910000000\"",
            "\"anonymousId\": \"anon-xenia\"",
            "\"externalId\": \"crm-xenia\"")) {
      var refused =
          gateway.post(
              "/v1/views",
              "application/json",
              "{\"name\": \"Her\", \"query\": {%s}}".formatted(filter));
      assertThat(refused.statusCode()).as(filter).isEqualTo(400);
      assertThat(refused.body())
          .contains("/problems/bad-parameter", "names a person, and a view would outlive them.");
    }
    var form =
        gateway.post(
            "/leads/views",
            "application/x-www-form-urlencoded",
            "name=Her&query=email%3Dxenia%2540acme.example",
            "Accept",
            "text/html",
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(form.statusCode()).isEqualTo(400);
    assertThat(rowsThatNameHer()).isZero();
  }

  @Test
  void what_older_versions_kept_of_persons_goes_with_the_update() {
    var begun = gateway.post("/v1/exports", "application/json", "{\"stage\": \"ENGAGED\"}");
    String id = Json.MAPPER.readTree(begun.body()).path("id").asString();
    done(id);
    JdbcClient jdbc = gateway.bean(JdbcClient.class);
    jdbc.sql(
            "update exports set query = '{\"phone\":[\"+351910000000\"],\"stage\":[\"ENGAGED\"]}'"
                + " where export_id = :id::uuid")
        .param("id", id)
        .update();
    String add =
        "insert into saved_views values (gen_random_uuid(), 'default', 'sam.reed', :name, :query,"
            + " true, now())";
    jdbc.sql(add).param("name", "Her").param("query", "{\"email\":[\"" + ADDRESS + "\"]}").update();
    jdbc.sql(add).param("name", "Kept").param("query", "{\"q\":[\"tea\"]}").update();
    new ResourceDatabasePopulator(
            new ClassPathResource("db/query-gateway/V12__nothing_that_names_a_person.sql"))
        .execute(gateway.bean(DataSource.class));
    assertThat(rowsThatNameHer()).isZero();
    assertThat(export(id).path("query").toString())
        .isEqualTo("{\"phone\":[\"...\"],\"stage\":[\"ENGAGED\"]}");
    assertThat(gateway.get("/v1/views").body()).contains("Kept", "tea").doesNotContain("Her");
    jdbc.sql("delete from saved_views").update();
    assertThat(remove(id)).isEqualTo(204);
  }
}
