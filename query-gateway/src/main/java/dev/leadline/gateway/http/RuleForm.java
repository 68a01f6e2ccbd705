package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rule as its form has it: what a person types or ticks, and what a form begins with. Times are
 * in minutes, lists of names in one line.
 *
 * @param most and {@code within}: so many messages in so many minutes
 */
record RuleForm(
    String name,
    String template,
    List<String> trigger,
    List<String> destination,
    String quietFrom,
    String quietTo,
    String zone,
    String cooldown,
    String digest,
    String most,
    String within,
    List<String> stage,
    List<String> channel,
    List<String> source,
    List<String> known,
    String countries,
    String agents,
    @Nullable Boolean words) {

  private static final BigDecimal MILLIS = BigDecimal.valueOf(60_000);

  RuleForm {
    name = given(name);
    template = given(template);
    trigger = given(trigger);
    destination = given(destination);
    quietFrom = given(quietFrom);
    quietTo = given(quietTo);
    zone = given(zone);
    cooldown = given(cooldown);
    digest = given(digest);
    most = given(most);
    within = given(within);
    stage = given(stage);
    channel = given(channel);
    source = given(source);
    known = given(known);
    countries = given(countries);
    agents = given(agents);
  }

  /** What a new rule begins with. */
  static RuleForm blank() {
    return of(
        Json.MAPPER.readTree(
            "{\"cooldown\": \"PT10M\", \"quietHours\": {\"zone\": \"UTC\"}, \"words\": true}"));
  }

  /** A rule as it is. */
  static RuleForm of(JsonNode rule) {
    JsonNode quiet = rule.path("quietHours");
    JsonNode rate = rule.path("rate");
    JsonNode filter = rule.path("filter");
    return new RuleForm(
        text(rule, "name"),
        text(rule, "template"),
        list(rule, "triggers"),
        list(rule, "destinationIds"),
        text(quiet, "from"),
        text(quiet, "to"),
        quiet.isObject() ? text(quiet, "zone") : "UTC",
        minutes(text(rule, "cooldown")),
        minutes(text(rule, "digest")),
        rate.path("most").asString(""),
        rate.isObject() ? minutes(text(rate, "within")) : "60",
        list(filter, "stages"),
        list(filter, "channels"),
        list(filter, "sources"),
        list(filter, "known"),
        String.join(", ", list(filter, "countries")),
        String.join(", ", list(filter, "agents")),
        rule.path("words").booleanValue(false));
  }

  /** What it asks of the service: all that a rule has but whether it is on. */
  ObjectNode wish() {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    wish.put("name", name).put("template", template).put("words", Boolean.TRUE.equals(words));
    trigger.forEach(wish.putArray("triggers")::add);
    destination.forEach(wish.putArray("destinationIds")::add);
    boolean quiet = !quietFrom.isBlank() || !quietTo.isBlank();
    if (quiet)
      wish.putObject("quietHours").put("from", quietFrom).put("to", quietTo).put("zone", zone);
    else wish.putNull("quietHours");
    wish.put("cooldown", duration(cooldown));
    wish.put("digest", duration(digest));
    if (most.isBlank()) wish.putNull("rate");
    else wish.putObject("rate").put("most", number(most)).put("within", duration(within));
    ObjectNode filter = wish.putObject("filter");
    stage.forEach(filter.putArray("stages")::add);
    names(agents).forEach(filter.putArray("agents")::add);
    channel.forEach(filter.putArray("channels")::add);
    names(countries).forEach(filter.putArray("countries")::add);
    source.forEach(filter.putArray("sources")::add);
    known.forEach(filter.putArray("known")::add);
    return wish;
  }

  /** Whether it is about some leads only. */
  public boolean isSelective() {
    return Stream.of(stage, channel, source, known).anyMatch(some -> !some.isEmpty())
        || !countries.isBlank()
        || !agents.isBlank();
  }

  /** A duration in minutes, as a person reads it. */
  static String minutes(String duration) {
    return duration.isEmpty()
        ? ""
        : BigDecimal.valueOf(Duration.parse(duration).toMillis())
            .divide(MILLIS)
            .stripTrailingZeros()
            .toPlainString();
  }

  private static @Nullable String duration(String minutes) {
    if (minutes.isBlank()) return null;
    return Duration.ofMillis(decimal(minutes).multiply(MILLIS).longValue()).toString();
  }

  private static int number(String given) {
    return decimal(given).intValue();
  }

  private static BigDecimal decimal(String given) {
    if (!given.strip().matches("\\d{1,6}(\\.\\d{1,6})?"))
      throw Problem.BAD_PARAMETER.because("%s is no number.".formatted(given));
    return new BigDecimal(given.strip());
  }

  private static List<String> names(String line) {
    return Stream.of(line.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).stringValue("");
  }

  private static List<String> list(JsonNode node, String name) {
    return node.path(name).valueStream().map(JsonNode::asString).toList();
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> given(@Nullable List<String> texts) {
    return texts == null ? List.of() : List.copyOf(texts);
  }
}
