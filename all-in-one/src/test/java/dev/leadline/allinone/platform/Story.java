package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.events.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One lead, told and watched from outside: each event is ten seconds after the one before. */
final class Story {

  static final String SAM = "\"memberId\": \"sam\", \"memberName\": \"Sam Reed\"";
  static final String KIM = "\"memberId\": \"kim\", \"memberName\": \"Kim Park\"";

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Outsider outsider;
  private final String visitor;
  private Instant at;

  private Story(Outsider outsider, String visitor, Instant from) {
    this.outsider = outsider;
    this.visitor = visitor;
    this.at = from.truncatedTo(ChronoUnit.MILLIS);
  }

  static Story of(String scenario) {
    return of(scenario, Instant.now().minusSeconds(900));
  }

  /** The same, which begins then. */
  static Story of(String scenario, Instant from) {
    return new Story(SharedPlatform.outsider(), scenario + "-" + UUID.randomUUID(), from);
  }

  /** The same, on a platform that is not the shared one. */
  static Story of(Outsider outsider, String scenario) {
    return new Story(outsider, scenario + "-" + UUID.randomUUID(), Instant.now().minusSeconds(900));
  }

  /** An email that is nobody else's. */
  String email() {
    return visitor + "@acme.example";
  }

  /** When the newest event happened. */
  Instant at() {
    return at;
  }

  /**
   * The visitor's channels say something.
   *
   * @param type without prefix and version
   */
  Story tells(String type, String payload) {
    return tells(type, payload, "");
  }

  /** The same with more of the body, for example {@code "actor": {...}}. */
  Story tells(String type, String payload, String more) {
    at = at.plusSeconds(10);
    String separator = more.isEmpty() ? "" : ", ";
    outsider.publish(
        List.of(
            Event.of(
                type,
                at,
                "{\"identity\": {\"anonymousId\": \"%s\"}, \"payload\": %s%s%s}"
                    .formatted(visitor, payload, separator, more))));
    return this;
  }

  Story views(String path) {
    return views(path, "8.8.8.8");
  }

  /** The same, from another network. */
  Story views(String path, String ip) {
    return tells(
        "web.page-viewed",
        "{\"url\": \"https://www.example.com%s\", \"path\": \"%s\"}".formatted(path, path),
        "\"context\": {\"ip\": \"%s\"}".formatted(ip));
  }

  /** Gives an address in the chat. */
  Story leaves(String email) {
    return tells(
        "chat.email-captured", "{\"field\": \"email\", \"value\": \"%s\"}".formatted(email));
  }

  Story writes(String messageId, String text) {
    return tells(
        "chat.message-received",
        "{\"messageId\": \"%s\", \"text\": \"%s\"}".formatted(messageId, text),
        "\"agent\": {\"agentId\": \"agent-17\", \"type\": \"CHAT\"}");
  }

  /** Waits until the row of the lead is as it should be. */
  JsonNode row(Consumer<JsonNode> asItShouldBe) {
    await("the row of the lead as it should be")
        .atMost(SOON)
        .untilAsserted(() -> asItShouldBe.accept(row()));
    return row();
  }

  private JsonNode row() {
    JsonNode rows = outsider.rowsOf(visitor);
    assertThat(rows).as("rows of the visitor").hasSize(1);
    return rows.get(0);
  }

  String leadId() {
    return row(row -> assertThat(row.path("leadId").asString()).isNotEmpty())
        .path("leadId")
        .asString();
  }

  /** All that is known of the lead. */
  JsonNode detail(Consumer<JsonNode> asItShouldBe) {
    String path = "/v1/leads/" + leadId();
    await("the details of the lead as they should be")
        .atMost(SOON)
        .untilAsserted(() -> asItShouldBe.accept(outsider.json(path)));
    return outsider.json(path);
  }

  /** Waits until the timeline is as it should be. */
  List<JsonNode> timeline(Consumer<List<JsonNode>> asItShouldBe) {
    await("the timeline as it should be")
        .atMost(SOON)
        .untilAsserted(() -> asItShouldBe.accept(timeline()));
    return timeline();
  }

  private List<JsonNode> timeline() {
    return outsider
        .json("/v1/leads/%s/timeline?limit=200".formatted(leadId()))
        .path("items")
        .valueStream()
        .toList();
  }

  static List<String> labels(List<JsonNode> timeline) {
    return timeline.stream()
        .map(entry -> entry.path("label").asString(""))
        .filter(label -> !label.isEmpty())
        .toList();
  }

  /** What a member asks, for example {@code takeover}. */
  Answer asks(String action, String body) {
    HttpResponse<String> answer =
        outsider.post(
            "/v1/leads/%s/%s".formatted(leadId(), action), "application/json", "{" + body + "}");
    return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
  }

  /** What the gateway said. */
  record Answer(int status, JsonNode body) {}
}
