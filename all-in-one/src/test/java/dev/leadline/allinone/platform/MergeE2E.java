package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Outsider.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A visitor turns out to be a known lead, and then not (domain, section 7, scenario 9). */
class MergeE2E {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Set<String> MARKS_OF_MERGES =
      Set.of("leadline.lead.absorbed.v1", "leadline.lead.unmerged.v1", "leadline.lead.restored.v1");
  private static final String SAM = "\"memberId\": \"sam\", \"memberName\": \"Sam Reed\"";

  private static final String PAGE =
      "{\"url\": \"https://www.example.com/pricing\", \"path\": \"/pricing\"}";

  private final Outsider outsider = SharedPlatform.outsider();

  private static Event of(String identity, String type, Instant at, String payload) {
    return Event.of(type, at, "{\"identity\": {%s}, \"payload\": %s}".formatted(identity, payload));
  }

  private static Event message(String identity, Instant at, String text) {
    return of(
        identity,
        "chat.message-received",
        at,
        "{\"messageId\": \"%s\", \"text\": \"%s\"}".formatted(UUID.randomUUID(), text));
  }

  /** The lead of this id, once it has counted so many messages. */
  private JsonNode lead(String leadId, int messages) {
    return await("the lead with %d messages".formatted(messages))
        .atMost(SOON)
        .until(
            () -> outsider.json("/v1/leads/" + leadId),
            lead -> lead.path("messageCount").asInt(-1) == messages);
  }

  private String leadOf(String query) {
    return await("the lead of " + query)
        .atMost(SOON)
        .until(() -> outsider.json("/v1/leads?" + query).path("items"), items -> items.size() == 1)
        .get(0)
        .path("leadId")
        .stringValue();
  }

  /** All that stands in the timeline, without the marks of the merge and its end. */
  private List<JsonNode> timeline(String leadId) {
    return outsider
        .json("/v1/leads/" + leadId + "/timeline?limit=200")
        .path("items")
        .valueStream()
        .filter(entry -> !MARKS_OF_MERGES.contains(entry.path("type").stringValue()))
        .toList();
  }

  private List<JsonNode> timeline(String leadId, int entries) {
    return await("the timeline with %d entries".formatted(entries))
        .atMost(SOON)
        .until(() -> timeline(leadId), timeline -> timeline.size() == entries);
  }

  private List<String> told(String leadId) {
    return timeline(leadId).stream()
        .filter(entry -> entry.path("kind").stringValue().equals("MESSAGE"))
        .map(entry -> entry.path("text").stringValue())
        .toList();
  }

  private void tells(String leadId, String... texts) {
    await("the timeline")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(told(leadId)).containsExactly(texts));
  }

  @Test
  void a_visitor_merged_into_a_known_lead_and_unmerged_leaves_both_timelines_exact() {
    String person = UUID.randomUUID().toString();
    String device = "\"anonymousId\": \"%s\"".formatted(person);
    String email = "\"email\": \"%s@acme.example\", \"asserted\": \"SELF\"".formatted(person);
    Instant start = Instant.now().minusSeconds(600);
    outsider.publish(
        List.of(
            message(email, start, "I am known"),
            of(email, "form.submitted", start.plusSeconds(10), "{\"formId\": \"f-1\"}"),
            of(
                email,
                "calendar.meeting-booked",
                start.plusSeconds(20),
                "{\"meetingId\": \"%s\", \"startsAt\": \"2036-12-01T09:00:00Z\"}"
                    .formatted(person))));
    String known = leadOf("email=" + person + "@acme.example");
    outsider.publish(
        List.of(
            message(device, start.plusSeconds(60), "One"),
            message(device, start.plusSeconds(120), "Two"),
            of(device, "web.page-viewed", start.plusSeconds(130), PAGE),
            of(
                device,
                "chat.message-sent",
                start.plusSeconds(140),
                "{\"messageId\": \"%s\", \"text\": \"An answer\"}".formatted(person))));
    String visitor = leadOf("anonymousId=" + person);
    assertThat(visitor).isNotEqualTo(known);
    lead(visitor, 2);
    taken(visitor);
    List<JsonNode> ofKnown = timeline(known, 3);
    List<JsonNode> ofVisitor = timeline(visitor, 6);

    outsider.publish(List.of(message(device + ", " + email, start.plusSeconds(180), "It is me")));
    JsonNode merged = lead(known, 4);
    tells(known, "I am known", "One", "Two", "An answer", "It is me");
    assertThat(merged.path("absorbedLeadIds").get(0).stringValue()).isEqualTo(visitor);
    finds("anonymousId=" + person, known);
    assertThat(lead(visitor, 4).path("movedTo").stringValue()).isEqualTo(known);
    assertThat(timeline(known, 10)).containsAll(ofKnown).containsAll(ofVisitor);
    outsider.publish(
        List.of(
            message(device, start.plusSeconds(240), "Still here"),
            of(device, "web.page-viewed", start.plusSeconds(250), PAGE),
            message(email, start.plusSeconds(300), "From elsewhere")));
    lead(known, 6);
    timeline(known, 13);

    var parted =
        outsider.post(
            "/v1/leads/" + known + "/unmerge",
            "application/json",
            "{%s, \"leadId\": \"%s\"}".formatted(SAM, visitor));
    assertThat(parted.statusCode()).as(parted.body()).isEqualTo(200);
    lead(known, 2);
    assertThat(lead(visitor, 4).path("movedTo").isNull()).isTrue();
    tells(known, "I am known", "From elsewhere");
    tells(visitor, "One", "Two", "An answer", "It is me", "Still here");
    isAsBefore(ofKnown, timeline(known, 4), "MESSAGE From elsewhere");
    isAsBefore(
        ofVisitor,
        timeline(visitor, 9),
        "MESSAGE It is me",
        "MESSAGE Still here",
        "PAGE_VIEW /pricing");

    outsider.publish(
        List.of(
            message(device + ", " + email, start.plusSeconds(360), "Me again"),
            message(email, start.plusSeconds(420), "And me")));
    lead(visitor, 5);
    lead(known, 3);
    tells(known, "I am known", "From elsewhere", "And me");
    tells(visitor, "One", "Two", "An answer", "It is me", "Still here", "Me again");
  }

  /** The lead is taken over and given back, so that marks of both stand in its timeline. */
  private void taken(String leadId) {
    for (String action : List.of("takeover", "return")) {
      var answer =
          outsider.post("/v1/leads/" + leadId + "/" + action, "application/json", "{" + SAM + "}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  /** Every entry of before to the letter, and beside them these alone, as kind and words. */
  private static void isAsBefore(List<JsonNode> before, List<JsonNode> after, String... added) {
    assertThat(after).containsAll(before);
    var since = new ArrayList<>(after);
    since.removeAll(before);
    assertThat(since).extracting(MergeE2E::shown).containsExactlyInAnyOrder(added);
    assertThat(after)
        .extracting(entry -> Instant.parse(entry.path("at").stringValue()))
        .as("in the order of time")
        .isSorted();
  }

  private static String shown(JsonNode entry) {
    String text = entry.path("text").asString("");
    return entry.path("kind").stringValue()
        + " "
        + (text.isEmpty() ? entry.path("label").asString("") : text);
  }

  /** The list may be a moment behind the lead. */
  private void finds(String question, String leadId) {
    await("who is listed for " + question)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(leadOf(question)).isEqualTo(leadId));
  }
}
