package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Phrases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What notification-service answers, as the pages show it. */
final class NotificationLines {

  private NotificationLines() {}

  /** A name that is sent and one that is read. */
  record Choice(String value, String label) {}

  /** A way to reach a team, and what it needs. */
  record Kind(String value, String label, boolean target, boolean secret) {}

  /** A destination. */
  record DestinationLine(
      String id,
      String name,
      String kind,
      @Nullable String target,
      boolean on,
      @Nullable String trouble) {}

  /** A rule, in words. */
  record RuleLine(String id, String name, String about, String to, String more, boolean on) {}

  /** A line of the ledger. */
  record DeliveryLine(
      String id,
      String about,
      String to,
      @Nullable String lead,
      String state,
      String tone,
      Viewer.When at,
      @Nullable String reason,
      boolean again) {}

  /** A delivered notice. */
  record NoticeLine(
      String title,
      List<Fact> facts,
      @Nullable String words,
      @Nullable String lead,
      Viewer.When at) {}

  /** A name and a value. */
  record Fact(String label, String value) {}

  static List<Choice> choices(String json, String value) {
    return items(json).stream()
        .map(item -> new Choice(text(item, value), text(item, "label")))
        .toList();
  }

  static List<Kind> kinds(String json) {
    return items(json).stream()
        .map(
            item ->
                new Kind(
                    text(item, "kind"),
                    text(item, "label"),
                    item.path("hasTarget").booleanValue(false),
                    item.path("hasSecret").booleanValue(false)))
        .toList();
  }

  static Map<String, String> labels(List<Choice> choices) {
    var labels = new LinkedHashMap<String, String>();
    choices.forEach(choice -> labels.put(choice.value(), choice.label()));
    return labels;
  }

  static List<DestinationLine> destinations(String json) {
    return items(json).stream()
        .map(
            item ->
                new DestinationLine(
                    text(item, "destinationId"),
                    text(item, "name"),
                    text(item, "kindLabel"),
                    textOrNull(item, "target"),
                    item.path("enabled").booleanValue(false),
                    textOrNull(item, "trouble")))
        .toList();
  }

  static Map<String, String> names(List<DestinationLine> destinations) {
    var names = new LinkedHashMap<String, String>();
    destinations.forEach(destination -> names.put(destination.id(), destination.name()));
    return names;
  }

  static List<RuleLine> rules(
      String json, Map<String, String> triggers, Map<String, String> destinations) {
    return items(json).stream()
        .map(
            item ->
                new RuleLine(
                    text(item, "ruleId"),
                    text(item, "name"),
                    named(item.path("triggers"), triggers),
                    named(item.path("destinationIds"), destinations),
                    more(item),
                    item.path("enabled").booleanValue(false)))
        .toList();
  }

  static List<DeliveryLine> deliveries(
      String json, Map<String, String> triggers, Map<String, String> destinations, Viewer viewer) {
    return items(json).stream()
        .map(
            item -> {
              String state = text(item, "state");
              String trigger = text(item, "trigger");
              String destination = text(item, "destinationId");
              return new DeliveryLine(
                  Long.toString(item.path("deliveryId").longValue(0)),
                  triggers.getOrDefault(trigger, trigger),
                  destinations.getOrDefault(destination, "deleted"),
                  textOrNull(item, "leadId"),
                  state.charAt(0) + state.substring(1).toLowerCase(Locale.ROOT),
                  tone(state),
                  viewer.when(Instant.parse(text(item, "changedAt"))),
                  textOrNull(item, "reason"),
                  state.equals("FAILED") || state.equals("UNKNOWN"));
            })
        .toList();
  }

  static List<NoticeLine> notices(String json, Viewer viewer) {
    return items(json).stream()
        .map(
            item ->
                new NoticeLine(
                    text(item, "title"),
                    item.path("facts").valueStream().map(NotificationLines::fact).toList(),
                    textOrNull(item, "words"),
                    text(item, "leadId").equals("test") ? null : textOrNull(item, "leadId"),
                    viewer.when(Instant.parse(text(item, "at")))))
        .toList();
  }

  private static Fact fact(JsonNode fact) {
    String label = text(fact, "label");
    String value = text(fact, "value");
    return new Fact(
        label, label.equals(Dimension.COUNTRY.label()) ? Phrases.country(value) : value);
  }

  /** Where a list goes on; null on its last page. */
  static @Nullable String next(String json) {
    return textOrNull(Json.MAPPER.readTree(json), "nextCursor");
  }

  /** What a problem says to a person. */
  static String detail(String json) {
    return Refusal.told(Json.MAPPER.readTree(json));
  }

  private static String tone(String state) {
    return switch (state) {
      case "SENT" -> "good";
      case "FAILED" -> "bad";
      case "UNKNOWN" -> "warn";
      default -> "none";
    };
  }

  private static String more(JsonNode rule) {
    var more = new ArrayList<String>();
    JsonNode quiet = rule.path("quietHours");
    if (quiet.isObject())
      more.add(
          "quiet %s to %s, %s"
              .formatted(
                  minute(text(quiet, "from")), minute(text(quiet, "to")), text(quiet, "zone")));
    JsonNode rate = rule.path("rate");
    if (rate.isObject())
      more.add(
          "at most %d in %s minutes"
              .formatted(rate.path("most").intValue(0), RuleForm.minutes(text(rate, "within"))));
    if (rule.path("digest").isString())
      more.add("digest every %s minutes".formatted(RuleForm.minutes(text(rule, "digest"))));
    if (RuleForm.of(rule).isSelective()) more.add("some leads only");
    return String.join(" · ", more);
  }

  /** A time of day without its seconds. */
  private static String minute(String time) {
    return time.replaceFirst("^(\\d\\d:\\d\\d):00$", "$1");
  }

  private static String named(JsonNode values, Map<String, String> labels) {
    return String.join(
        ", ",
        values
            .valueStream()
            .map(value -> labels.getOrDefault(value.stringValue(""), value.stringValue("")))
            .toList());
  }

  private static List<JsonNode> items(String json) {
    return Json.MAPPER.readTree(json).path("items").valueStream().toList();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).stringValue("");
  }

  private static @Nullable String textOrNull(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : null;
  }
}
