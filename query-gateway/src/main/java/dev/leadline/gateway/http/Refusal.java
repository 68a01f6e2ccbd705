package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Phrases;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Why a service refused something, to a person who has a form before them. */
final class Refusal {

  /** What forms call the fields of calls, where that is not what {@link Phrases#field} says. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("zone", "Time zone"),
          Map.entry("blockingThreshold", "Blocking threshold"),
          Map.entry("deanonymizationExcludedCountries", "Countries that are left out"),
          Map.entry("anonymousKeptForDays", "Days for which visitors without a name are kept"),
          Map.entry("leadsKeptForMonths", "Months for which leads without activity are kept"),
          Map.entry(
              "blockSameNetworkForHours",
              "Hours for which newcomers from the network of a blocked lead are blocked too"),
          Map.entry("triggers", "Tell when"),
          Map.entry("destinationIds", "To"),
          Map.entry("template", "First line"),
          Map.entry("quietHours", "Quiet hours"),
          Map.entry("rate", "Messages at most"),
          Map.entry("cooldown", "Minutes between two messages on one lead"),
          Map.entry("digest", "Minutes between two digests"));

  private Refusal() {}

  /** All mistakes of a problem (RFC 9457), or else what it says itself. */
  static String told(JsonNode problem) {
    JsonNode mistakes = problem.path("errors");
    if (!mistakes.isArray() || mistakes.isEmpty())
      return problem.path("detail").asString("That did not work.");
    return mistakes.valueStream().map(Refusal::sentence).collect(Collectors.joining(" "));
  }

  private static String sentence(JsonNode mistake) {
    String field = mistake.path("field").asString("");
    String label = LABELS.getOrDefault(field, Phrases.field(field));
    return "“%s” %s.".formatted(label, mistake.path("detail").asString("cannot be used"));
  }
}
