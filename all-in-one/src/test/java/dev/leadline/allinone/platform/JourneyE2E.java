package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a channel event on Kafka to the row and the timeline on the screen (domain, section 7). */
class JourneyE2E {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Platform platform = SharedPlatform.platform();
  private final Outsider outsider = SharedPlatform.outsider();

  private static String visitor(String name) {
    return name + "-" + UUID.randomUUID();
  }

  private static Event page(String visitor, Instant at, String path) {
    return Event.of(
        "web.page-viewed",
        at,
        """
        {"identity": {"anonymousId": "%s"}, "context": {"ip": "8.8.8.8"},
         "payload": {"url": "https://www.example.com%s", "path": "%s"}}
        """
            .formatted(visitor, path, path));
  }

  private static Event message(String visitor, Instant at, String id) {
    return Event.of(
        "chat.message-received",
        at,
        """
        {"identity": {"anonymousId": "%s"}, "agent": {"agentId": "agent-17", "type": "CHAT"},
         "payload": {"messageId": "%s", "text": "Do you support single sign-on?"}}
        """
            .formatted(visitor, id));
  }

  private static String of(String visitor) {
    return "\"identity\": {\"anonymousId\": \"%s\"}".formatted(visitor);
  }

  /** Everything a visitor does who ends in a booked call. */
  private static List<Event> journeyToABooking(String visitor, Instant start) {
    String who = of(visitor);
    return List.of(
        page(visitor, start, "/"),
        page(visitor, start.plusSeconds(20), "/pricing"),
        page(visitor, start.plusSeconds(40), "/security"),
        Event.of(
            "chat.conversation-started",
            start.plusSeconds(50),
            "{%s, \"payload\": {\"interface\": \"SMARTBAR\"}}".formatted(who)),
        message(visitor, start.plusSeconds(60), "m-1"),
        Event.of(
            "chat.message-sent",
            start.plusSeconds(63),
            "{%s, \"payload\": {\"messageId\": \"m-2\", \"text\": \"We do.\"}}".formatted(who)),
        Event.of(
            "chat.email-captured",
            start.plusSeconds(90),
            "{%s, \"payload\": {\"field\": \"email\", \"value\": \"%s@acme.example\"}}"
                .formatted(who, visitor)),
        Event.of(
            "form.submitted",
            start.plusSeconds(120),
            ("{%s, \"payload\": {\"formId\": \"f-1\", \"fields\": {\"first_name\": \"Ana\","
                    + " \"last_name\": \"Lima\", \"company_name\": \"Acme\"}}}")
                .formatted(who)),
        Event.of(
            "calendar.shown",
            start.plusSeconds(130),
            "{%s, \"payload\": {\"calendarId\": \"c-1\"}}".formatted(who)),
        Event.of(
            "workflow.step-scheduled",
            start.plusSeconds(131),
            ("{%s, \"payload\": {\"enrolmentId\": \"e-1\", \"stepId\": \"s-1\", \"kind\":"
                    + " \"EMAIL\", \"dueAt\": \"%s\"}}")
                .formatted(who, start.plus(2, ChronoUnit.DAYS))),
        Event.of(
            "workflow.step-scheduled",
            start.plusSeconds(132),
            ("{%s, \"payload\": {\"enrolmentId\": \"e-1\", \"stepId\": \"s-2\", \"kind\": \"CALL\","
                    + " \"dueAt\": \"%s\"}}")
                .formatted(who, start.plus(4, ChronoUnit.DAYS))),
        Event.of(
            "workflow.step-executed",
            start.plusSeconds(140),
            "{%s, \"payload\": {\"enrolmentId\": \"e-1\", \"stepId\": \"s-1\"}}".formatted(who)),
        Event.of(
            "calendar.meeting-booked",
            start.plusSeconds(150),
            "{%s, \"payload\": {\"meetingId\": \"meet-1\", \"startsAt\": \"%s\"}}"
                .formatted(who, start.plus(1, ChronoUnit.DAYS))));
  }

  /** The same with what vendors know of the visitor, who cancels in the end: scenarios 1 to 4. */
  private static List<Event> wholeJourney(String visitor, Instant start) {
    String who = of(visitor);
    var journey = new ArrayList<>(journeyToABooking(visitor, start));
    journey.add(
        Event.of(
            "deanonymization.matched",
            start.plusSeconds(70),
            ("{%s, \"payload\": {\"provider\": \"vendor\", \"level\": \"COMPANY\","
                    + " \"requestId\": \"r-1\", \"fields\": {\"company_name\": \"Acme Networks\","
                    + " \"industry\": \"Telecommunications\", \"company_website\":"
                    + " \"https://acme.example\"}}}")
                .formatted(who)));
    journey.add(
        Event.of(
            "enrichment.completed",
            start.plusSeconds(100),
            ("{%s, \"payload\": {\"provider\": \"vendor\", \"forEmail\": \"%s@acme.example\","
                    + " \"fields\": {\"first_name\": \"Anna\", \"job_title\": \"Director\","
                    + " \"industry\": \"Wholesale\", \"num_employees\": 120}}}")
                .formatted(who, visitor)));
    journey.add(
        Event.of(
            "email.validated",
            start.plusSeconds(110),
            "{%s, \"payload\": {\"status\": \"VALID\", \"forEmail\": \"%s@acme.example\"}}"
                .formatted(who, visitor)));
    journey.add(
        Event.of(
            "calendar.meeting-canceled",
            start.plusSeconds(200),
            "{%s, \"payload\": {\"meetingId\": \"meet-1\", \"by\": \"LEAD\"}}".formatted(who)));
    return journey;
  }

  /** The only row of a visitor, once it holds so many stored events. */
  private JsonNode row(String visitor, int events) {
    return await("the row of the lead with all its events")
        .atMost(SOON)
        .until(
            () -> outsider.rowsOf(visitor),
            rows -> rows.size() == 1 && rows.get(0).path("version").asInt() == events + 1)
        .get(0);
  }

  private JsonNode timeline(JsonNode row, int entries) {
    String path = "/v1/leads/%s/timeline?limit=200".formatted(row.path("leadId").stringValue());
    return await("the timeline with all its entries")
        .atMost(SOON)
        .until(() -> outsider.json(path).path("items"), items -> items.size() == entries);
  }

  @Test
  void a_visitor_who_views_three_pages_is_an_anonymous_row() {
    String visitor = visitor("scenario-1");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    outsider.publish(
        List.of(
            page(visitor, now.minusSeconds(30), "/"),
            page(visitor, now.minusSeconds(20), "/pricing"),
            page(visitor, now.minusSeconds(10), "/security")));

    JsonNode row = row(visitor, 3);

    assertThat(row.path("label").stringValue()).startsWith("Anonymous visitor");
    assertThat(row.path("stage").stringValue()).isEqualTo("BROWSING");
    assertThat(row.path("latestAction").path("label").stringValue()).isEqualTo("Visited Webpage");
    assertThat(row.path("latestAction").path("at").stringValue())
        .isEqualTo(now.minusSeconds(10).toString());
    assertThat(row.path("country").stringValue()).isEqualTo("US");
    assertThat(row.path("engagement").stringValue()).isEqualTo("NONE");
    assertThat(row.path("known").stringValue()).isEqualTo("UNKNOWN");
    assertThat(row.path("nextStepLabel").stringValue()).isEqualTo("No upcoming steps");
  }

  @Test
  void everything_shuffled_and_delivered_twice_gives_the_same_lead_and_timeline() {
    Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
    String straight = visitor("straight");
    List<Event> inOrder = wholeJourney(straight, start);
    outsider.publish(inOrder);
    JsonNode expectedRow = row(straight, inOrder.size());
    JsonNode expectedDetail = detail(expectedRow);
    JsonNode expectedTimeline = timeline(expectedRow, inOrder.size());
    endsInACanceledCallOfWhomVendorsKnow(expectedRow, expectedDetail);

    for (int seed = 1; seed <= 5; seed++) {
      String shuffled = visitor("shuffled-" + seed);
      var events = new ArrayList<>(wholeJourney(shuffled, start));
      events.addAll(List.copyOf(events));
      Collections.shuffle(events, new Random(seed));
      outsider.publish(events);

      JsonNode row = row(shuffled, inOrder.size());
      assertThat(withoutIds(row, shuffled))
          .as("row, seed %d", seed)
          .isEqualTo(withoutIds(expectedRow, straight));
      assertThat(withoutIds(detail(row), shuffled))
          .as("details, seed %d", seed)
          .isEqualTo(withoutIds(expectedDetail, straight));
      assertThat(withoutIds(timeline(row, inOrder.size()), shuffled))
          .as("timeline, seed %d", seed)
          .isEqualTo(withoutIds(expectedTimeline, straight));
    }
  }

  private static void endsInACanceledCallOfWhomVendorsKnow(JsonNode row, JsonNode detail) {
    assertThat(row.path("stage").stringValue()).isEqualTo("CALL_SCHEDULED");
    assertThat(row.path("latestAction").path("label").stringValue()).isEqualTo("Canceled Call");
    assertThat(row.path("name").stringValue()).as("as the form says").isEqualTo("Ana Lima");
    assertThat(row.path("company").stringValue()).as("as the form says").isEqualTo("Acme");
    assertThat(row.path("identityStatus").stringValue()).isEqualTo("SELF_IDENTIFIED");
    assertThat(row.path("messageCount").asInt()).isEqualTo(1);
    assertThat(row.path("nextStepLabel").stringValue()).isEqualTo("Call Phone");
    assertThat(detail.path("meetingState").stringValue()).isEqualTo("CANCELED");
    JsonNode sections = detail.path("sections");
    assertThat(sections.path("personal").path("email_validation").path("value").stringValue())
        .isEqualTo("VALID");
    assertThat(sections.path("personal").path("job_title").path("value").stringValue())
        .isEqualTo("Director");
    JsonNode company = sections.path("company");
    assertThat(company.path("industry").path("value").stringValue())
        .as("enrichment is better than a match of the network")
        .isEqualTo("Wholesale");
    assertThat(company.path("company_website").path("provenance").stringValue())
        .isEqualTo("DEANONYMIZED_COMPANY");
  }

  private JsonNode detail(JsonNode row) {
    return outsider.json("/v1/leads/" + row.path("leadId").stringValue());
  }

  /** What domain 4.10, 11 leaves out of the comparison: ids, versions and lateness. */
  private static JsonNode withoutIds(JsonNode node, String visitor) {
    JsonNode copy =
        dev.leadline.events.Json.MAPPER.readTree(node.toString().replace(visitor, "visitor"));
    for (JsonNode each : copy.isArray() ? copy : List.of(copy))
      ((ObjectNode) each).remove(Set.of("leadId", "entryId", "version", "late"));
    return copy;
  }

  @Test
  void an_event_by_curl_is_on_the_screen() {
    String visitor = visitor("curl");
    var accepted =
        outsider.post(
            "/v1/events",
            "application/cloudevents+json",
            """
            {"specversion": "1.0", "id": "%s", "source": "/curl",
             "type": "leadline.chat.message-received.v1", "time": "%s",
             "data": {"identity": {"anonymousId": "%s"},
                      "payload": {"messageId": "m-1", "text": "Hello from outside"}}}
            """
                .formatted(visitor, Instant.now(), visitor));

    assertThat(accepted.statusCode()).isEqualTo(202);
    JsonNode row = row(visitor, 1);
    assertThat(row.path("stage").stringValue()).isEqualTo("ENGAGED");
    String leadId = row.path("leadId").stringValue();
    await("the message on the page of the lead")
        .atMost(SOON)
        .until(() -> outsider.get("/leads/" + leadId).body().contains("Hello from outside"));
    assertThat(outsider.get("/leads").body()).contains("/leads/" + leadId);
  }

  @Test
  void an_event_by_kafkas_own_console_producer_is_on_the_screen() throws Exception {
    String visitor = visitor("console");
    String line =
        """
        ce_specversion:1.0,ce_id:%s,ce_source:/console,ce_type:leadline.chat.message-received.v1,\
        ce_time:%s\t{"identity":{"anonymousId":"%s"},\
        "payload":{"messageId":"m-1","text":"Hello from the console"}}
        """
            .formatted(visitor, Instant.now(), visitor);
    Process producer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.tools.ConsoleProducer",
                "--bootstrap-server",
                platform.addresses().kafka(),
                "--topic",
                Topics.CHANNEL_EVENTS,
                "--property",
                "parse.headers=true")
            .redirectErrorStream(true)
            .start();
    try (var typed = producer.outputWriter()) {
      typed.write(line);
    }
    String said = new String(producer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(producer.waitFor()).as(said).isZero();
    assertThat(row(visitor, 1).path("stage").stringValue()).isEqualTo("ENGAGED");
  }

  @Test
  void a_broken_event_is_refused_in_words_and_nothing_is_stored() {
    var refused =
        outsider.post(
            "/v1/events",
            "application/cloudevents-batch+json",
            """
            [{"specversion": "1.0", "id": "1", "source": "/curl", "time": "2026-11-22T09:00:00Z",
              "type": "leadline.web.page-viewed.v1",
              "data": {"identity": {"anonymousId": "broken-batch"},
                       "payload": {"url": "https://www.example.com"}}},
             {"specversion": "1.0", "id": "2", "source": "/curl", "time": "2026-11-22T09:00:00Z",
              "type": "leadline.chat.message-received.v1",
              "data": {"identity": {}, "payload": {"messageId": "m", "text": "t"}}}]
            """);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.body()).contains("NO_IDENTITY").contains("\"index\":1");
    assertThat(outsider.rowsOf("broken-batch")).isEmpty();
  }
}
