package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Trigger;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A team that hears of everything that happens with the leads of the shared platform, at once. */
final class Team implements AutoCloseable {

  private static final String DESTINATIONS = "/v1/notifications/destinations";
  private static final String RULES = "/v1/notifications/rules";

  private final Outsider outsider = SharedPlatform.outsider();
  private final String destination;
  private final String rule;

  private Team() {
    ObjectNode inbox = Json.MAPPER.createObjectNode().put("name", "Team").put("kind", "INBOX");
    destination = made(DESTINATIONS, inbox).path("destinationId").asString();
    ObjectNode everything = Json.MAPPER.createObjectNode();
    everything.put("name", "Everything").put("cooldown", "PT0S");
    everything.putArray("destinationIds").add(destination);
    var triggers = everything.putArray("triggers");
    for (Trigger trigger : Trigger.values()) triggers.add(trigger.toString());
    rule = made(RULES, everything).path("ruleId").asString();
  }

  /** Hears from now on, without a pause between two messages. */
  static Team hearingEverything() {
    return new Team();
  }

  private JsonNode made(String path, ObjectNode wish) {
    var answer = outsider.post(path, "application/json", wish.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body());
  }

  /**
   * What it was told of a lead so far, by the names of triggers; or is to be told, and its state.
   */
  List<String> told(String leadId) {
    return outsider
        .json("/v1/notifications/deliveries?rule=" + rule + "&lead=" + leadId)
        .path("items")
        .valueStream()
        .map(
            delivery -> {
              String state = delivery.path("state").asString();
              String trigger = delivery.path("trigger").asString();
              return state.equals("SENT") ? trigger : trigger + " " + state;
            })
        .toList();
  }

  @Override
  public void close() {
    outsider.delete(RULES + "/" + rule);
    outsider.delete(DESTINATIONS + "/" + destination);
  }
}
