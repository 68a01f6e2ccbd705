package dev.leadline.leadservice.handling;

import dev.leadline.events.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what an event says in fields that its type does not have. Readers ignore them, so that a
 * field may be added to a type; but whoever misspells one wants to know.
 */
final class IgnoredFields {

  /** So many are enough for whoever looks for a mistake. */
  private static final int MOST = 20;

  /** What is known of an object by the name of the field; null for one whose names are free. */
  private record Shape(@Nullable Map<String, Shape> fields, @Nullable Shape items) {}

  private final Shape shape;

  /** Of a type that has this JSON Schema. */
  IgnoredFields(String schema) {
    this.shape = shape(Json.MAPPER.readTree(schema));
  }

  private static Shape shape(JsonNode schema) {
    Shape items = schema.has("items") ? shape(schema.get("items")) : null;
    if (!schema.has("properties")) return new Shape(null, items);
    var fields = new HashMap<String, Shape>();
    schema.get("properties").forEachEntry((name, of) -> fields.put(name, shape(of)));
    return new Shape(fields, items);
  }

  /** JSON pointers such as {@code /payload/email}, 20 of them at most. */
  List<String> in(JsonNode data) {
    var found = new ArrayList<String>();
    find(data, shape, "", found);
    return List.copyOf(found);
  }

  private static void find(JsonNode node, Shape shape, String at, List<String> found) {
    if (node.isArray() && shape.items() != null)
      for (int i = 0; i < node.size(); i++) find(node.get(i), shape.items(), at + "/" + i, found);
    Map<String, Shape> fields = shape.fields();
    if (!node.isObject() || fields == null) return;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Shape known = fields.get(field.getKey());
      if (known != null) find(field.getValue(), known, at + "/" + field.getKey(), found);
      else if (found.size() < MOST) found.add(at + "/" + field.getKey());
    }
  }
}
