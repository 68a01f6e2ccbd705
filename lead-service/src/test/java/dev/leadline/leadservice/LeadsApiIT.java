package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.handling.CommandLeads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What programs tell of leads, and members of answers (domain 2.12, 4.9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeadsApiIT {

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private record Answer(int status, JsonNode body) {}

  private Answer call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
  }

  private static void refused(Answer answer, int status, String type) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/" + type);
  }

  private LeadState lead(Answer answer) {
    return service
        .bean(CommandLeads.class)
        .find("default", answer.body().path("leadId").asString());
  }

  private static String ana(String email) {
    return """
    {"identity": {"email": "%s"},
     "fields": {"first_name": "Ana", "num_employees": 120, "plan": "trial", "job_title": null}}
    """
        .formatted(email);
  }

  private static String anEmail() {
    return UUID.randomUUID() + "@acme.example";
  }

  @Test
  void a_new_lead_is_made_and_a_known_one_completed() throws Exception {
    String email = anEmail();
    Answer made = call("POST", "/v1/leads", ana(email));
    assertThat(made.status()).isEqualTo(201);
    LeadState lead = lead(made);
    assertThat(lead.source()).isEqualTo(LeadSource.LEADS_API);
    assertThat(lead.version()).isEqualTo(made.body().path("version").asLong());
    FieldValue name = lead.picture().field("first_name");
    assertThat(name.value().shown()).isEqualTo("Ana");
    assertThat(name.provenance()).isEqualTo(Provenance.API);

    Answer again =
        call(
            "POST",
            "/v1/leads",
            "{\"identity\":{\"email\":\"%s\"},\"fields\":{\"last_name\":\"Lima\",\"first_name\":null}}"
                .formatted(email));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("leadId")).isEqualTo(made.body().path("leadId"));
    assertThat(lead(again).picture().field("last_name").value().shown()).isEqualTo("Lima");
    assertThat(lead(again).picture().field("first_name").value().shown()).isEqualTo("Ana");
  }

  @Test
  void a_lead_is_completed_by_its_id_and_hears_of_events_and_feedback() throws Exception {
    String path =
        "/v1/leads/" + call("POST", "/v1/leads", ana(anEmail())).body().path("leadId").asString();
    Answer patched = call("PATCH", path, "{\"fields\":{\"company_name\":\"Acme\"}}");
    assertThat(patched.status()).isEqualTo(200);
    assertThat(lead(patched).picture().field("company_name").value().shown()).isEqualTo("Acme");
    Answer tracked = call("POST", path + "/events", "{\"name\":\"Trial started\"}");
    assertThat(tracked.body().path("version").asLong())
        .isEqualTo(patched.body().path("version").asLong() + 1);
    Answer judged =
        call(
            "POST",
            path + "/feedback",
            "{\"messageId\":\"m-1\",\"rating\":\"DOWN\",\"memberId\":\"sam\",\"memberName\":\"Sam\"}");
    assertThat(judged.status()).as("%s", judged.body()).isEqualTo(200);
  }

  @Test
  void the_same_key_and_body_again_change_nothing_and_another_body_is_refused() throws Exception {
    String key = UUID.randomUUID().toString();
    String email = anEmail();
    Answer first = call("POST", "/v1/leads", ana(email), "Idempotency-Key", key);
    Answer again = call("POST", "/v1/leads", ana(email), "Idempotency-Key", key);
    assertThat(again.body()).isEqualTo(first.body());
    refused(
        call("POST", "/v1/leads", ana(anEmail()), "Idempotency-Key", key),
        409,
        "idempotency-key-reused");
  }

  @Test
  void of_many_leads_each_has_its_own_result() throws Exception {
    String email = anEmail();
    Answer answer =
        call(
            "POST",
            "/v1/leads/bulk",
            "{\"items\":[%s,{\"fields\":{}},%s,7]}".formatted(ana(email), ana(email)));
    assertThat(answer.status()).isEqualTo(207);
    JsonNode results = answer.body().path("results");
    assertThat(results.valueStream().map(result -> result.path("status").asInt()))
        .containsExactly(201, 422, 200, 400);
    assertThat(results.get(1).path("problem").path("type").asString())
        .isEqualTo("/problems/no-identity");
    assertThat(results.get(2).path("leadId")).isEqualTo(results.get(0).path("leadId"));
  }

  @Test
  void too_many_leads_or_none_are_refused() throws Exception {
    refused(call("POST", "/v1/leads/bulk", "{\"items\":[]}"), 422, "invalid-lead");
    refused(
        call("POST", "/v1/leads/bulk", "{\"items\":[" + "7,".repeat(500) + "7]}"),
        422,
        "invalid-lead");
    refused(call("POST", "/v1/leads/bulk", "[]"), 400, "not-json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"identity\":{\"email\":\"a@b.example\"}}|invalid-lead",
        "{\"identity\":{\"email\":\"a@b.example\"},\"fields\":[]}|invalid-lead",
        "{\"identity\":{\"email\":\"a@b.example\"},\"fields\":{\"num_employees\":\"100\"}}|invalid-lead",
        "{\"identity\":{\"email\":\"a@b.example\"},\"fields\":{\"first_name\":7}}|invalid-lead",
        "{\"identity\":{\"email\":\"a@b.example\"},\"fields\":{\"plan\":1.5}}|invalid-lead",
        "{\"identity\":{\"email\":\"a@b.example\"},\"fields\":{\"plan\":{\"a\":1}}}|invalid-lead",
        "{\"identity\":{\"email\":7},\"fields\":{}}|invalid-lead",
        "{\"identity\":{},\"fields\":{}}|no-identity"
      })
  void a_body_with_a_mistake_is_refused(String body, String type) throws Exception {
    Answer answer = call("POST", "/v1/leads", body);
    refused(answer, 422, type);
    assertThat(answer.body().path("detail").asString()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PATCH||{\"fields\":{\"plan\":\"paid\"}}|{\"fields\":7}",
        "POST|/events|{\"name\":\"Trial started\"}|{\"name\":7}",
        "POST|/feedback|{\"messageId\":\"m-1\",\"rating\":\"DOWN\",\"memberId\":\"sam\"}|{\"rating\":\"SO_SO\"}"
      })
  void whatever_is_told_of_a_lead_is_refused_for_the_same_reasons(
      String method, @Nullable String action, String body, String mistaken) throws Exception {
    String more = Objects.requireNonNullElse(action, "");
    refused(call(method, "/v1/leads/nobody" + more, body), 404, "unknown-lead");
    String made = call("POST", "/v1/leads", ana(anEmail())).body().path("leadId").asString();
    String path = "/v1/leads/" + made + more;
    refused(call(method, path, body, "Leadline-Tenant", "other"), 404, "unknown-lead");
    refused(call(method, path, "[]"), 400, "not-json");
    refused(call(method, path, mistaken), 422, "invalid-lead");
    refused(call(method, path, body, "Idempotency-Key", " "), 400, "bad-header");
    String key = UUID.randomUUID().toString();
    assertThat(call("POST", "/v1/leads", ana(anEmail()), "Idempotency-Key", key).status())
        .isEqualTo(201);
    refused(call(method, path, body, "Idempotency-Key", key), 409, "idempotency-key-reused");
    assertThat(call("POST", "/v1/privacy/erasures", "{\"leadId\":\"%s\"}".formatted(made)).status())
        .isEqualTo(202);
    refused(call(method, path, body), 410, "erased");
  }

  @Test
  void what_is_no_json_or_no_lead_is_refused() throws Exception {
    refused(call("POST", "/v1/leads", "{not json"), 400, "not-json");
    refused(
        call("POST", "/v1/leads", ana(anEmail()), "Idempotency-Key", "k".repeat(201)),
        400,
        "bad-header");
    refused(call("PATCH", "/v1/leads/nobody", "{\"fields\":{}}"), 404, "unknown-lead");
    refused(call("POST", "/v1/leads/nobody/events", "{\"name\":\"x\"}"), 404, "unknown-lead");
    refused(call("POST", "/v1/leads/nobody/events", "{}"), 422, "invalid-lead");
  }
}
