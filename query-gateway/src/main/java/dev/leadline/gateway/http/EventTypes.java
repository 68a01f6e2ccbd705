package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The types of the events in a request, in whichever mode of CloudEvents it is: what could be taken
 * for a type in any of them counts. What they hold is passed over, so that thousands cost little.
 */
final class EventTypes {

  private static final String TYPE = "type";

  private final Set<String> types = new TreeSet<>();

  private EventTypes() {}

  /**
   * All of them.
   *
   * @param attribute the type in binary mode; null if there is none
   * @param body what is no JSON has as many as come before it breaks, and is not taken by anybody
   */
  static Set<String> of(@Nullable String attribute, byte[] body) {
    var found = new EventTypes();
    if (attribute != null) found.types.add(attribute);
    try (JsonParser json = Json.MAPPER.createParser(body)) {
      found.read(json);
    } catch (JacksonException notJson) {
      return found.types;
    }
    return found.types;
  }

  private void read(JsonParser json) {
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_OBJECT) readEvent(json);
    if (first != JsonToken.START_ARRAY) return;
    for (JsonToken next = json.nextToken();
        next != null && next != JsonToken.END_ARRAY;
        next = json.nextToken())
      if (next == JsonToken.START_OBJECT) readEvent(json);
      else json.skipChildren();
  }

  private void readEvent(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean isType = json.currentName().equals(TYPE);
      if (json.nextToken() == JsonToken.VALUE_STRING && isType) types.add(json.getString());
      else json.skipChildren();
    }
  }
}
