package dev.leadline.leadservice.http;

import dev.leadline.events.Json;
import dev.leadline.events.Value;
import dev.leadline.leadservice.domain.FieldTypes;
import dev.leadline.leadservice.http.CommandBody.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The object {@code fields} of a request. Types are strict: {@code "100"} is no number (domain
 * 2.12). A field that is null is as good as absent.
 *
 * @param mistakes what is wrong, all of it
 */
record FieldValues(Map<String, Value> values, List<Mistake> mistakes) {

  static FieldValues read(JsonNode fields, FieldTypes types) {
    var values = new LinkedHashMap<String, Value>();
    var mistakes = new ArrayList<Mistake>();
    for (var field : fields.properties()) {
      if (field.getValue().isNull()) continue;
      try {
        Value value = Json.MAPPER.treeToValue(field.getValue(), Value.class);
        String mistake = types.mistake(field.getKey(), value);
        if (mistake == null) values.put(field.getKey(), value);
        else mistakes.add(new Mistake(field.getKey(), mistake));
      } catch (JacksonException noValue) {
        mistakes.add(
            new Mistake(
                field.getKey(),
                "is neither a text, nor a whole number, true or false, or a list of texts"));
      }
    }
    return new FieldValues(values, mistakes);
  }
}
