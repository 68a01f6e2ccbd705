package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.events.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** From a channel event on Kafka to a message that the team gets, once. */
@Execution(ExecutionMode.CONCURRENT)
class NotificationsE2E {

  private static final Duration SOON = Duration.ofSeconds(60);

  private StandIns outside;
  private @TempDir Path folder;

  @BeforeEach
  void listen() {
    outside = new StandIns();
  }

  @AfterEach
  void stop() {
    outside.close();
  }

  @Test
  void a_booked_call_is_told_once_also_after_every_read_model_was_built_again() {
    try (var platform = start();
        var outsider = outsider(platform)) {
      String destination =
          json(outsider.post(
                  "/v1/notifications/destinations",
                  "application/json",
                  "{\"name\":\"Hook\",\"kind\":\"WEBHOOK\",\"target\":\"%s\"}"
                      .formatted(outside.address("/hook"))))
              .path("destinationId")
              .stringValue();
      assertThat(
              outsider
                  .post(
                      "/v1/notifications/rules",
                      "application/json",
                      """
                      {"name": "Calls", "triggers": ["lead.call-scheduled"], "destinationIds": ["%s"]}
                      """
                          .formatted(destination))
                  .statusCode())
          .isEqualTo(201);

      outsider.publish(
          List.of(event("form.submitted", form()), event("calendar.meeting-booked", booking())));

      await("the team is told").atMost(SOON).until(() -> outside.received("/hook").size() == 1);
      assertThat(outside.received("/hook").getFirst())
          .contains("\"type\":\"lead.call-scheduled\"", "ana@acme.example");
      await("the inbox shows it")
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(outsider.get("/notifications").body())
                      .contains("scheduled a call", "ana@acme.example"));
      await("the details fill by themselves")
          .atMost(SOON)
          .untilAsserted(() -> isEnriched(outsider));
    }

    // Started again, every read model is built from the first event on.
    try (var platform = start();
        var outsider = outsider(platform)) {
      await("the row is back")
          .atMost(SOON)
          .until(() -> outsider.json("/v1/leads").path("items").size() == 1);
      assertThat(outsider.get("/notifications").body()).contains("scheduled a call");
      await("nothing is told again")
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(6))
          .until(() -> outside.received("/hook").size() == 1);
      await("what was learned is still there, and nobody was asked again")
          .atMost(SOON)
          .untilAsserted(() -> isEnriched(outsider));
      assertThat(outsider.json("/v1/notifications/deliveries").path("items"))
          .hasSize(2)
          .allMatch(line -> line.path("state").stringValue().equals("SENT"));
    }
  }

  /** By invented companies, as in the demonstration, and saying where each value comes from. */
  private static void isEnriched(Outsider outsider) {
    String leadId =
        outsider.json("/v1/leads").path("items").path(0).path("leadId").stringValue("none");
    JsonNode industry =
        outsider.json("/v1/leads/" + leadId).path("sections").path("company").path("industry");
    assertThat(industry.path("value").asString("")).isNotBlank();
    assertThat(industry.path("provenance").asString()).isEqualTo("ENRICHMENT");
    assertThat(industry.path("source").asString()).isEqualTo("/leadline/enrichment/enrichment");
    JsonNode email = outsider.json("/v1/leads/" + leadId).path("sections").path("personal");
    assertThat(email.path("email").path("provenance").asString()).isEqualTo("SELF");
    assertThat(email.path("email_validation").path("value").asString()).isEqualTo("VALID");
    assertThat(outsider.json("/v1/leads/" + leadId + "/timeline?limit=200").path("items"))
        .filteredOn(
            entry -> entry.path("type").asString("").equals("leadline.enrichment.completed.v1"))
        .hasSize(1);
  }

  private Platform start() {
    return Platform.start(
        new Platform.Options(
            folder,
            0,
            0,
            null,
            Map.of(
                "LEADLINE_NOTIFICATION_ALLOW_INSIDE",
                "true",
                "LEADLINE_ENRICHMENT_BUILT_IN",
                "true"),
            Map.of()),
        label -> {});
  }

  private static Outsider outsider(Platform platform) {
    return new Outsider(platform);
  }

  private static Event event(String type, String body) {
    return Event.of(type, Instant.now(), body);
  }

  private static String form() {
    return """
    {"identity": {"email": "ana@acme.example", "asserted": "FORM"},
     "payload": {"formId": "f-1", "fields": {"first_name": "Ana", "last_name": "Lima"}}}
    """;
  }

  private static String booking() {
    return """
    {"identity": {"email": "ana@acme.example", "asserted": "SELF"},
     "payload": {"meetingId": "m-1", "startsAt": "2026-12-01T09:00:00Z"}}
    """;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.MAPPER.readTree(answer.body());
  }
}
