package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.Access;
import dev.leadline.gateway.domain.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ForwardingIT {

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void an_event_goes_through_unchanged_and_so_does_the_answer() {
    String body = "{\"id\": \"e-1\",   \"text\": \"Olá – ü\"}";
    var answer = gateway.post("/v1/events", "application/cloudevents+json; charset=utf-8", body);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
    assertThat(gateway.forwarded.getLast())
        .startsWith("application/cloudevents+json")
        .endsWith(" null " + body);
  }

  @Test
  void a_body_goes_through_that_does_not_say_how_long_it_is() {
    assertThat(chunked("/v1/events", "{\"id\":\"e-3\"}")).isEqualTo(202);
    assertThat(gateway.forwarded.getLast()).isEqualTo("application/json null {\"id\":\"e-3\"}");
    assertThat(chunked("/v1/leads/bulk", "{\"items\":[7]}")).isEqualTo(200);
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/leads/bulk default null null {\"items\":[7]}");
  }

  private int chunked(String path, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return gateway
        .send(
            HttpRequest.newBuilder(gateway.uri(path))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .header("Content-Type", "application/json"))
        .statusCode();
  }

  @Test
  void the_attributes_of_binary_mode_go_through_and_other_headers_stay() {
    gateway.post("/v1/events", "application/json", "{\"a\":1}", "ce-id", "e-2", "Cookie", "x=y");
    assertThat(gateway.forwarded.getLast()).isEqualTo("application/json e-2 {\"a\":1}");
  }

  @Test
  void a_refusal_comes_back_as_it_was_said() {
    var answer = gateway.post("/v1/events", "application/json", "{\"broken\":true}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).isEqualTo("{\"type\":\"/problems/broken-event\",\"status\":400}");
  }

  @Test
  void a_command_and_its_answer_go_through_for_the_tenant_that_the_gateway_knows() {
    var answer =
        gateway.post(
            "/v1/leads/lead-1/takeover",
            "application/json",
            "{\"memberId\":\"sam\"}",
            "Idempotency-Key",
            "k-1",
            "If-Match",
            "\"7\"",
            "Leadline-Tenant",
            "somebody-else");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"8\"");
    assertThat(answer.body()).isEqualTo("{\"version\":8}");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/leads/lead-1/takeover default k-1 \"7\" {\"memberId\":\"sam\"}");
  }

  @Test
  void what_members_say_of_two_leads_goes_through() {
    for (String path :
        List.of(
            "/v1/leads/lead-1/merge",
            "/v1/leads/lead-1/unmerge",
            "/v1/leads/lead-1/merge-suggestions/lead-2/dismiss")) {
      gateway.post(path, "application/json", "{\"memberId\":\"sam\"}", "If-Match", "7");
      assertThat(gateway.forwarded.getLast())
          .isEqualTo(path + " default null 7 {\"memberId\":\"sam\"}");
    }
    assertThat(gateway.get("/v1/leads/lead-1/merge-suggestions").body())
        .isEqualTo("{\"version\":8}");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/leads/lead-1/merge-suggestions default null null ");
  }

  @Test
  void what_a_program_knows_goes_through_by_its_own_method() {
    gateway.post("/v1/leads/bulk", "application/json", "{\"items\":[]}");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/leads/bulk default null null {\"items\":[]}");
    assertThat(gateway.get("/v1/leads/lead-1/control").body()).isEqualTo("{\"version\":8}");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/leads/lead-1/control default null null ");
  }

  @Test
  void a_field_goes_to_whoever_keeps_the_data_model_for_the_tenant_that_the_gateway_knows() {
    var answer =
        gateway.post("/v1/fields", "application/json", "{}", "Leadline-Tenant", "somebody-else");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.forwarded.getLast()).isEqualTo("/v1/fields default null null {}");
    gateway.get("/v1/fields");
    assertThat(gateway.forwarded.getLast()).isEqualTo("/v1/fields default null null ");
  }

  @Test
  void settings_go_to_whoever_keeps_them_with_the_version_that_was_seen() {
    assertThat(gateway.get("/v1/settings").headers().firstValue("ETag")).contains("\"8\"");
    var answer = gateway.put("/v1/settings", "{\"zone\":\"UTC\"}", "If-Match", "\"7\"");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/settings default null \"7\" {\"zone\":\"UTC\"}");
  }

  @Test
  void what_people_ask_about_their_data_goes_through() {
    gateway.post("/v1/privacy/erasures", "application/json", "{\"leadId\":\"l\"}");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/privacy/erasures default null null {\"leadId\":\"l\"}");
    assertThat(gateway.get("/v1/privacy/exports/x/data.csv").body()).isEqualTo("{\"version\":8}");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/privacy/exports/x/data.csv default null null ");
    assertThat(gateway.get("/v1/privacy/exports/x/data.exe").statusCode()).isEqualTo(404);
  }

  /** It was read as a whole first, within the time for any answer. */
  @Test
  void all_that_is_known_of_a_person_comes_while_it_is_read() throws Exception {
    try (InputStream file = file("long")) {
      assertThat(file.readNBytes(OutsideServices.HALF.length)).isEqualTo(OutsideServices.HALF);
      OutsideServices.HALF_IS_THERE.countDown();
      assertThat(file.readAllBytes()).isEqualTo(OutsideServices.HALF);
    }
  }

  @Test
  void what_breaks_off_in_the_middle_does_not_look_whole() throws Exception {
    try (InputStream file = file("broken")) {
      assertThatThrownBy(file::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  private InputStream file(String id) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(gateway.uri("/v1/privacy/exports/" + id + "/data.csv"))
                    .header("Authorization", "Bearer " + RunningGateway.KEY)
                    .build(),
                BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    return answer.body();
  }

  @Test
  void what_operators_order_goes_to_the_service_that_does_it() {
    assertThat(gateway.post("/v1/ops/republish", "application/json", "{\"to\":\"t\"}").statusCode())
        .isEqualTo(200);
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/ops/republish default null null {\"to\":\"t\"}");
    gateway.get("/v1/ops/events?lead=l");
    assertThat(gateway.forwarded.getLast()).isEqualTo("/v1/ops/events default null null ");
    gateway.post(
        "/v1/ops/dead-letters/ingress-1-2/discard", "application/json", "{\"reason\":\"r\"}");
    assertThat(gateway.forwarded.getLast())
        .isEqualTo("/v1/ops/dead-letters/ingress-1-2/discard default null null {\"reason\":\"r\"}");
    assertThat(gateway.get("/v1/ops/dead-letters?limit=1000").statusCode()).isEqualTo(400);
    assertThat(gateway.get("/v1/ops/dead-letters?cursor=x").statusCode()).isEqualTo(400);
  }

  @Test
  void the_status_joins_what_the_services_say() {
    JsonNode status = Json.MAPPER.readTree(gateway.get("/v1/ops/status").body());
    // What the gateway says of itself: LeadsApiIT.
    assertThat(((ObjectNode) status).remove("leadIndex")).isNotNull();
    assertThat(status)
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"services": [{"name": "lead-service", "state": "UP"},
                              {"name": "timeline-service", "state": "UP"},
                              {"name": "notification-service", "state": "UP"},
                              {"name": "enrichment-service", "state": "UP"},
                              {"name": "query-gateway", "state": "UP"}],
                 "store": {"head": 100, "announced": 98, "waiting": 2, "waitingSeconds": 0.25,
                           "events": 100, "bytes": 4096},
                 "ingest": {"received": 10, "stored": 7, "duplicate": 1, "parked": 1, "unknown": 1},
                 "projections": [{"name": "lead-rows", "position": 90, "head": 100,
                   "lagEvents": 10, "lagSeconds": 0.5, "ratePerSecond": 1200.0}]}\
                """));
  }

  @Test
  void the_api_describes_itself() {
    JsonNode description = Json.MAPPER.readTree(gateway.get("/v3/api-docs").body());
    JsonNode schemes = description.path("components").path("securitySchemes");
    assertThat(schemes.path("bearer").path("scheme").stringValue()).isEqualTo("bearer");
    assertThat(schemes.path("session").path("in").stringValue()).isEqualTo("cookie");
    assertThat(description.path("security").valueStream().map(one -> one.propertyNames()))
        .as("every call takes either")
        .containsExactly(Set.of("bearer"), Set.of("session"));
    JsonNode paths = description.path("paths");
    assertThat(paths.propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Access.endpoints().stream()
                .map(endpoint -> endpoint.address().replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
                .filter(address -> address.startsWith("/v1/"))
                .distinct()
                .toList());
    assertThat(paths.path("/v1/leads").path("get").path("parameters").valueStream())
        .extracting(parameter -> parameter.path("name").stringValue())
        .contains("stage", "country", "timeframe", "q", "sort", "cursor", "anonymousId");
  }

  @Test
  void every_meter_of_ours_is_in_the_list_of_meters() {
    var registered =
        gateway.bean(MeterRegistry.class).getMeters().stream()
            .map(meter -> meter.getId().getName())
            .filter(name -> name.startsWith("leadline."))
            .toList();
    assertThat(registered)
        .contains(Meters.FOLLOWERS.meter(), Meters.CUT_OFF.meter(), Meters.AUDIT_LOST.meter());
    assertThat(Arrays.stream(Meters.values()).map(Meters::meter)).containsAll(registered);
    assertThat(gateway.get("/actuator/prometheus").body()).contains("leadline_query_gateway_");
  }

  @Test
  void it_is_ready() {
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
  }
}
