package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.leadservice.HttpCalls.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Refusals that are about the call itself, at the edge of a service that knows its gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalsIT {

  private static final String KEY = "Leadline-Service-Key";
  private static final String SECRET = "between-services";
  private static final int MOST_FIELDS = 1000;

  private RunningService service;
  private HttpCalls http;

  @BeforeAll
  void start(@TempDir Path folder) {
    service =
        RunningService.withItsOwnPostgres(
            folder,
            "--LEADLINE_SERVICE_KEY=" + SECRET,
            "--spring.datasource.hikari.connection-timeout=1000");
    http = new HttpCalls(service);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private Answer post(String path, String body, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = KEY;
    all[headers.length + 1] = SECRET;
    return http.post(path, body, all);
  }

  private static String event(String more) {
    return """
    {"specversion":"1.0","id":"%s","source":"/test","type":"leadline.chat.message-received.v1",
     "time":"2026-11-22T09:00:00Z"%s,"data":{"identity":{"anonymousId":"a"},
     "payload":{"messageId":"m","text":"Hello"}}}
    """
        .formatted(UUID.randomUUID(), more);
  }

  @Test
  void whoever_is_not_the_gateway_is_not_answered() {
    http.post("/v1/events", event("")).isRefused(401, "not-the-gateway");
    http.post("/v1/events", event(""), KEY, "guessed").isRefused(401, "not-the-gateway");
    post("/v1/events", event("")).is(202);
  }

  @Test
  void an_event_that_is_none_is_refused_and_in_a_batch_named() {
    post("/v1/events", "{").isRefused(400, "invalid-event");
    post("/v1/events", event("").replace("\"Hello\"", "7")).isRefused(400, "invalid-event");
    Answer batch =
        post(
            "/v1/events",
            "[%s,%s]".formatted(event(""), event("").replace("anonymousId", "unknownKey")),
            "Content-Type",
            "application/cloudevents-batch+json");
    batch.isRefused(400, "invalid-event");
    assertThat(batch.body().path("errors")).hasSize(1);
    assertThat(batch.body().path("errors").path(0).path("index").intValue()).isEqualTo(1);
    assertThat(batch.body().path("errors").path(0).path("reason").stringValue())
        .isEqualTo("NO_IDENTITY");
  }

  @Test
  void an_event_with_fields_that_its_type_does_not_have_is_taken_and_they_are_named() {
    String misspelled = event("").replace("\"text\":", "\"txt\":\"Hello\",\"text\":");
    Answer answer =
        post(
                "/v1/events",
                "[%s,%s]".formatted(event(""), misspelled),
                "Content-Type",
                "application/cloudevents-batch+json")
            .is(202);
    assertThat(answer.body())
        .isEqualTo(
            Json.MAPPER.readTree(
                "{\"accepted\":2,\"ignored\":[{\"index\":1,\"fields\":[\"/payload/txt\"]}]}"));
    assertThat(post("/v1/events", event("")).body())
        .isEqualTo(Json.MAPPER.readTree("{\"accepted\":1}"));
  }

  @Test
  void an_event_that_is_too_large_is_refused_by_its_number_and_not_parked() {
    String large = event("").replace("Hello", "x".repeat(300_000));
    for (String broken : List.of(large, event("").replace("/test", "/" + "x".repeat(300_000)))) {
      Answer batch =
          post(
              "/v1/events",
              "[%s,%s]".formatted(event(""), broken),
              "Content-Type",
              "application/cloudevents-batch+json");
      batch.isRefused(400, "invalid-event");
      assertThat(batch.body().path("errors")).hasSize(1);
      assertThat(batch.body().path("errors").path(0).path("index").intValue()).isEqualTo(1);
      assertThat(batch.body().path("errors").path(0).path("reason").stringValue())
          .isEqualTo("TOO_LARGE");
    }
    post("/v1/events", large).isRefused(400, "invalid-event");
    assertThat(service.records(Topics.CHANNEL_EVENTS, 0))
        .as("nothing of it is on its way, to be parked")
        .noneSatisfy(record -> assertThat(record.value()).hasSizeGreaterThan(200_000));
  }

  @Test
  void events_of_one_lead_that_come_too_fast_are_to_be_sent_again_later() {
    var wild = new ArrayList<String>();
    for (int i = 0; i < 2000; i++) wild.add(event("").replace("\"a\"", "\"wild\""));
    post("/v1/events", wild.toString(), "Content-Type", "application/cloudevents-batch+json")
        .is(202);
    post("/v1/events", wild.getFirst()).isRefused(429, "too-many-of-one-lead");
    post("/v1/events", event("")).is(202);
  }

  @Test
  void a_body_that_is_too_long_is_refused_whether_or_not_it_says_so() {
    String oneMib = "x".repeat(1 << 20);
    String fields = "{\"identity\":{},\"fields\":{\"first_name\":\"%s\"}}".formatted(oneMib);
    post("/v1/leads", fields).isRefused(413, "too-large");
    http.postChunked("/v1/leads", fields, KEY, SECRET).isRefused(413, "too-large");
    post("/v1/events", "x".repeat(1 << 20)).isRefused(400, "invalid-event");
    http.postChunked("/v1/events", "x".repeat(17 << 20), KEY, SECRET).isRefused(413, "too-large");
  }

  @Test
  void an_event_that_does_not_say_how_long_it_is_is_taken() {
    http.postChunked("/v1/events", event(""), KEY, SECRET).is(202);
  }

  @Test
  void an_event_of_another_tenant_than_the_credentials_is_refused() {
    post("/v1/events", event(",\"tenantid\":\"other\""), "Leadline-Tenant", "default")
        .isRefused(403, "other-tenant");
  }

  @Test
  void a_body_that_is_no_json_by_its_own_word_is_refused() {
    post("/v1/events", event(""), "Content-Type", "text/csv")
        .isRefused(415, "unsupported-media-type");
  }

  @Test
  void a_lead_of_whom_nothing_tells_who_it_is_is_refused() {
    post("/v1/leads", "{\"identity\":{},\"fields\":{\"first_name\":\"Ana\"}}")
        .isRefused(422, "no-identity");
  }

  @Test
  void a_tenant_has_so_many_fields_and_no_more() {
    service
        .jdbc()
        .update(
            "insert into fields (tenant, name, label, type)"
                + " select 'many', 'field_' || n, 'Field', 'TEXT' from generate_series(1, ?) n",
            MOST_FIELDS);
    post(
            "/v1/fields",
            "{\"name\":\"one_more\",\"label\":\"One more\",\"type\":\"TEXT\"}",
            "Leadline-Tenant",
            "many")
        .isRefused(409, "too-many-fields");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void while_the_store_is_away_a_command_is_told_to_come_back() {
    service.stopPostgres();
    post(
            "/v1/leads/" + UUID.randomUUID() + "/return",
            "{\"memberId\":\"sam\",\"memberName\":\"Sam\"}")
        .isRefused(503, "unavailable");
  }
}
