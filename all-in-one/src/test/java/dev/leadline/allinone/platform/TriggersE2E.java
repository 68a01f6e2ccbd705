package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.notification.domain.Trigger;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a team can be told of, each by what channels tell of a lead of its own: every event is
 * published three times, and what the services tell each other then twice more. Every kind of
 * destination hears of it once.
 */
@Execution(ExecutionMode.CONCURRENT)
class TriggersE2E {

  private static final Duration SOON = Duration.ofSeconds(120);
  private static final Instant NOW = Instant.now();
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(31));
  private static final Pattern LEAD = Pattern.compile("/leads/([0-9a-f-]{36})");

  private static final String MEMBER =
      "{\"memberId\": \"sam.reed\", \"memberName\": \"Sam Reed\", \"reason\": \"Spam\"}";
  private static final String MEETING =
      "{\"meetingId\": \"%s\", \"startsAt\": \"2036-12-01T09:00:00Z\"}";
  private static final String STEP = "{\"enrolmentId\": \"%s\", \"stepId\": \"st-1\"";

  @TempDir static Path folder;
  private static StandIns standIns;
  private static Platform platform;
  private static Outsider outsider;

  /**
   * How a trigger is pulled; {@code %s} is the lead's own id.
   *
   * @param before what has happened with the lead until then
   * @param cause what pulls it
   */
  private record Scenario(List<Said> before, Said cause) {}

  /** A channel says something of the lead. */
  private record Said(Instant at, String type, String payload) {}

  @BeforeAll
  static void start() {
    standIns = new StandIns();
    var settings = new HashMap<>(standIns.settings());
    settings.put("LEADLINE_DEANONYMIZATION", "OFF");
    settings.put("LEADLINE_EMAIL_VALIDATION", "false");
    settings.put("LEADLINE_TAKEOVER_STALE_AFTER", "PT1S");
    settings.put("LEADLINE_DEADLINES_EVERY", "PT0.5S");
    platform =
        Platform.start(new Platform.Options(folder, 0, 0, null, settings, Map.of()), label -> {});
    outsider = new Outsider(platform);
  }

  @AfterAll
  static void stop() {
    outsider.close();
    platform.close();
    standIns.close();
  }

  /** None for what is no doing of a lead: work of operators, which has a cause of its own. */
  private static Map<Trigger, Scenario> scenarios() {
    var scenarios = new EnumMap<Trigger, Scenario>(Trigger.class);
    Said views =
        said("web.page-viewed", "{\"url\": \"https://www.example.com/\", \"path\": \"/\"}");
    Said taken = said("control.taken-over", MEMBER);
    for (Trigger trigger : Trigger.values()) {
      Scenario scenario =
          switch (trigger) {
            case LEAD_CREATED -> pulledBy(views);
            case LEAD_ENGAGED -> pulledBy(writes("m-1"), views);
            case LEAD_HIGH_ENGAGEMENT ->
                pulledBy(writes("m-5"), writes("m-1"), writes("m-2"), writes("m-3"), writes("m-4"));
            case LEAD_ASKED_FOR_HUMAN ->
                pulledBy(
                    said(
                        "chat.message-received",
                        "{\"messageId\": \"m-2\", \"text\": \"A person!\", \"askedForHuman\":"
                            + " true}"),
                    writes("m-1"));
            case LEAD_EMAIL_CAPTURED -> pulledBy(leavesEmail(NOW), writes("m-1"));
            case LEAD_FORM_SUBMITTED ->
                pulledBy(
                    said(
                        "form.submitted",
                        "{\"formId\": \"f-1\", \"fields\": {\"first_name\": \"Ana\"}}"),
                    views);
            case LEAD_CALL_SCHEDULED -> pulledBy(said("calendar.meeting-booked", MEETING), views);
            case LEAD_CALL_CANCELED ->
                pulledBy(
                    said("calendar.meeting-canceled", "{\"meetingId\": \"%s\", \"by\": \"LEAD\"}"),
                    said("calendar.meeting-booked", MEETING));
            case LEAD_RETURNED -> pulledBy(views, leavesEmail(LONG_AGO));
            case LEAD_REPLIED_WHILE_MANUAL -> pulledBy(writes("m-2"), writes("m-1"), taken);
            case LEAD_BLOCKED -> pulledBy(said("block.requested", MEMBER), writes("m-1"));
            case LEAD_UNBLOCKED ->
                pulledBy(
                    said("unblock.requested", MEMBER),
                    writes("m-1"),
                    said("block.requested", MEMBER));
            case TAKEOVER_STARTED, TAKEOVER_STALE -> pulledBy(taken, writes("m-1"));
            case TAKEOVER_ENDED -> pulledBy(said("control.returned", MEMBER), writes("m-1"), taken);
            case WORKFLOW_STEP_FAILED ->
                pulledBy(
                    said("workflow.step-failed", STEP + ", \"reason\": \"No mailbox\"}"),
                    writes("m-1"),
                    said("workflow.enrolled", "{\"workflowId\": \"w\", \"enrolmentId\": \"%s\"}"));
            case CRM_SYNC_FAILED ->
                pulledBy(
                    said(
                        "crm.sync-failed",
                        "{\"system\": \"SALESFORCE\", \"externalId\": \"%s\", \"error\":"
                            + " \"LOCKED\"}"),
                    views);
            case LEAD_FACTS_UPDATED ->
                pulledBy(
                    said("web.fields-set", "{\"fields\": {\"company_name\": \"Acme\"}}"), views);
            case OPS_REPLAY_FINISHED -> null;
          };
      if (scenario != null) scenarios.put(trigger, scenario);
    }
    return scenarios;
  }

  @Test
  void every_trigger_is_told_once_to_every_kind_of_destination() throws Exception {
    Map<Trigger, Scenario> scenarios = scenarios();
    scenarios.forEach((trigger, one) -> one.before().forEach(said -> publish(trigger, said)));
    await("everything until then was taken in")
        .atMost(SOON)
        .until(
            () ->
                scenarios.entrySet().stream()
                    .filter(one -> !one.getValue().before().isEmpty())
                    .allMatch(one -> outsider.rowsOf(visitor(one.getKey())).size() == 1));
    Bystander.awaitAllRead(platform);

    Map<String, Where> destinations = destinations();
    for (Trigger trigger : Trigger.values()) rule(trigger, destinations.keySet());
    scenarios.forEach((trigger, one) -> publish(trigger, one.cause()));
    assertThat(outsider.post(rebuild(), "application/json", "{}").statusCode()).isEqualTo(202);

    await("each is told")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Set<String> each = each(scenarios.keySet());
              destinations.forEach(
                  (id, where) -> assertThat(told(where)).as(where.kind()).containsAll(each));
            });
    Bystander.repeatAll(platform, Topics.LEAD_EVENTS, 2);
    Bystander.repeatAll(platform, Topics.OPS_EVENTS, 2);
    Bystander.awaitAllRead(platform);
    await("nothing waits").atMost(SOON).until(() -> lines("?state=PENDING&limit=1").isEmpty());
    await("nothing is on its way").atMost(SOON).until(() -> lines("?state=SENDING").isEmpty());

    destinations.forEach(
        (id, where) -> {
          assertThat(told(where)).as(where.kind()).doesNotHaveDuplicates();
          JsonNode lines = lines("?limit=200&destination=" + id);
          assertThat(lines).allMatch(line -> line.path("state").stringValue().equals("SENT"));
          assertThat(told(where)).as(where.kind()).hasSameSizeAs(lines);
        });
  }

  /** A trigger, and the lead of its scenario. */
  private static Set<String> each(Set<Trigger> triggers) {
    var each = new HashSet<String>();
    for (Trigger trigger : triggers) {
      JsonNode rows = outsider.rowsOf(visitor(trigger));
      assertThat(rows).as("the lead of %s", trigger).hasSize(1);
      each.add(trigger + " " + rows.path(0).path("leadId").stringValue());
    }
    each.add(Trigger.OPS_REPLAY_FINISHED.toString());
    return each;
  }

  private static String rebuild() {
    return "/v1/ops/projections/lead_rows/rebuild";
  }

  private static JsonNode lines(String query) {
    return outsider.json("/v1/notifications/deliveries" + query).path("items");
  }

  /** A destination, and where to look for what it got. */
  private record Where(String kind, String path) {}

  private static Map<String, Where> destinations() {
    var destinations = new TreeMap<String, Where>();
    for (String[] one :
        new String[][] {
          {"WEBHOOK", standIns.address("/hook"), "whsec_c2VjcmV0", "/hook"},
          {"SLACK_WEBHOOK", "", standIns.address("/slack"), "/slack"},
          {"SLACK_BOT", "C123", "xoxb-token", "/slack-api/chat.postMessage"},
          {"WEBEX", "room-1", "webex-token", "/webex/messages"},
          {"TEAMS", "", standIns.address("/teams"), "/teams"},
          {"EMAIL", "team@acme.example", "", "email"}
        }) {
      ObjectNode wish = Json.MAPPER.createObjectNode();
      wish.put("name", one[0]).put("kind", one[0]).put("target", one[1]).put("secret", one[2]);
      String id = made("/v1/notifications/destinations", wish).path("destinationId").asString();
      destinations.put(id, new Where(one[0], one[3]));
    }
    return destinations;
  }

  /** Its messages begin with the name of the trigger. */
  private static void rule(Trigger trigger, Set<String> destinations) {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    wish.put("name", trigger.toString()).put("template", trigger.toString());
    wish.put("cooldown", "PT0S");
    wish.putArray("triggers").add(trigger.toString());
    destinations.forEach(wish.putArray("destinationIds")::add);
    made("/v1/notifications/rules", wish);
  }

  private static JsonNode made(String path, ObjectNode wish) {
    HttpResponse<String> answer = outsider.post(path, "application/json", wish.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body());
  }

  /** Each message as its trigger and, where it is about one, its lead. */
  private static List<String> told(Where where) {
    Stream<String> messages =
        where.path().equals("email")
            ? standIns.emails().stream()
            : standIns.received(where.path()).stream();
    return messages.map(TriggersE2E::triggerAndLead).toList();
  }

  private static String triggerAndLead(String message) {
    List<String> names =
        Stream.of(Trigger.values())
            .map(Trigger::toString)
            .filter(name -> message.contains(name))
            .toList();
    assertThat(names).as("triggers in %s", message).hasSize(1);
    Matcher lead = LEAD.matcher(message);
    return lead.find() ? names.getFirst() + " " + lead.group(1) : names.getFirst();
  }

  /** As a broker may deliver it, and a producer may try again. */
  private static void publish(Trigger trigger, Said said) {
    String visitor = visitor(trigger);
    Event event =
        Event.of(
            said.type(),
            said.at(),
            "{\"identity\": {\"anonymousId\": \"%s\", \"asserted\": \"SELF\"}, \"payload\": %s}"
                .formatted(visitor, said.payload().replace("%s", visitor)));
    outsider.publish(List.of(event, event, event));
  }

  private static String visitor(Trigger trigger) {
    return "visitor-" + trigger.ordinal();
  }

  private static Scenario pulledBy(Said cause, Said... before) {
    return new Scenario(List.of(before), cause);
  }

  private static Said writes(String messageId) {
    return said(
        "chat.message-received",
        "{\"messageId\": \"%s\", \"text\": \"Hello\"}".formatted(messageId));
  }

  private static Said leavesEmail(Instant at) {
    return new Said(
        at, "chat.email-captured", "{\"field\": \"email\", \"value\": \"%s@mail.example\"}");
  }

  private static Said said(String type, String payload) {
    return new Said(NOW, type, payload);
  }
}
