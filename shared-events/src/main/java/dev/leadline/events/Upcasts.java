package dev.leadline.events;

import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * How the JSON of an earlier revision becomes that of today. One chain for everybody who reads: the
 * event store and the consumers of topics.
 *
 * @param steps each makes, of the revision that it is listed under, the next one; pure
 */
public record Upcasts(Map<WireName, UnaryOperator<JsonNode>> steps) {

  /** Every step there is. */
  public static final Upcasts ALL = new Upcasts(Map.of());

  public Upcasts {
    steps = Map.copyOf(steps);
  }

  /**
   * The JSON as the given revision would have been written.
   *
   * @throws IllegalArgumentException when a step is missing, or {@code from} is newer than {@code
   *     to}: it was written by a later version of Leadline
   */
  public JsonNode upcast(WireName from, int to, JsonNode tree) {
    if (from.revision() > to)
      throw new IllegalArgumentException(
          from.cloudEventType() + " is newer than revision " + to + ", the last one known here");
    JsonNode latest = tree;
    for (int revision = from.revision(); revision < to; revision++) {
      var name = new WireName(from.name(), revision);
      UnaryOperator<JsonNode> step = steps.get(name);
      if (step == null)
        throw new IllegalArgumentException("No step leads on from " + name.cloudEventType());
      latest = step.apply(latest);
    }
    return latest;
  }
}
