package dev.leadline.leadservice.http;

import dev.leadline.events.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The body of a parked record as somebody may see it. Masked, its shape is told and nothing that it
 * says: names of fields as far as they are names, how long each text is, and what was no JSON by
 * its size alone.
 */
final class ShownPayload {

  /** Larger ones are not part of a list. */
  static final int LARGEST_IN_LIST = 4 * 1024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,39}");

  /** Headers whose values say where an event comes from and of which kind it is. */
  private static final Pattern TELLING = Pattern.compile("ce_(specversion|id|source|type|time)");

  private ShownPayload() {}

  /** The body; null when there was none. */
  static @Nullable JsonNode of(byte[] body, boolean masked) {
    if (body.length == 0) return null;
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      return masked ? masked(json) : json;
    } catch (JacksonException notJson) {
      return StringNode.valueOf(
          masked
              ? "(not JSON, %,d bytes)".formatted(body.length)
              : new String(body, StandardCharsets.UTF_8));
    }
  }

  static Map<String, String> headers(Map<String, String> headers, boolean masked) {
    var shown = new TreeMap<String, String>();
    headers.forEach(
        (name, value) -> {
          if (!masked) shown.put(name, value);
          else if (NAME.matcher(name).matches())
            shown.put(name, TELLING.matcher(name).matches() ? value : masked(value));
        });
    return shown;
  }

  private static JsonNode masked(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        ObjectNode shown = Json.MAPPER.createObjectNode();
        int unnamed = 0;
        for (var field : object.properties()) {
          boolean isName = NAME.matcher(field.getKey()).matches();
          String name = isName ? field.getKey() : "(field %d)".formatted(++unnamed);
          shown.set(name, masked(field.getValue()));
        }
        yield shown;
      }
      case ArrayNode array -> {
        ArrayNode shown = Json.MAPPER.createArrayNode();
        array.forEach(item -> shown.add(masked(item)));
        yield shown;
      }
      default -> {
        if (json.isNull() || json.isBoolean()) yield json;
        yield StringNode.valueOf(
            json.isNumber() ? "(number)" : masked(json.isString() ? json.stringValue() : ""));
      }
    };
  }

  private static String masked(String text) {
    return "(%,d characters)".formatted(text.length());
  }
}
