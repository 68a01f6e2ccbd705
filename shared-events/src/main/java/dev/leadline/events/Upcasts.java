package dev.leadline.events;

import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
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
   * An event as it is read today, whatever revision it was written in.
   *
   * @param to the revision of {@code type}
   * @throws JacksonException when it is no JSON, or does not fit
   * @throws IllegalArgumentException as {@link #upcast}
   */
  public <T> T read(WireName from, int to, byte[] json, Class<T> type) {
    // Nearly all there is was written in the last revision: no tree is made of it.
    if (from.revision() == to) return Json.MAPPER.readValue(json, type);
    return Json.MAPPER.treeToValue(upcast(from, to, Json.MAPPER.readTree(json)), type);
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
