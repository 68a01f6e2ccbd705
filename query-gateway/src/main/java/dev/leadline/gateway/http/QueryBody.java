package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The parameters of a list in a body: each a value or a list of values. */
final class QueryBody {

  private static final int LONGEST = 8_000;

  private QueryBody() {}

  /** As an address would have them. */
  static ListRequest read(@Nullable JsonNode body) {
    var parameters = new TreeMap<String, String[]>();
    if (body != null && !body.isNull()) {
      if (!body.isObject())
        throw Problem.BAD_REQUEST.because("The filters are an object: a value or a list each.");
      body.properties()
          .forEach(
              it -> {
                if (!ListRequest.NAMES.contains(it.getKey()))
                  throw Problem.UNKNOWN_PARAMETER.because(
                      "There is no filter '%s'.".formatted(it.getKey()));
                parameters.put(it.getKey(), values(it.getKey(), it.getValue()));
              });
    }
    return ListRequest.of(parameters);
  }

  private static String[] values(String name, JsonNode value) {
    var values = new ArrayList<String>();
    if (value.isArray()) value.forEach(each -> values.add(text(name, each)));
    else values.add(text(name, value));
    if (values.isEmpty() || (values.size() > 1 && !ListRequest.REPEATED.contains(name)))
      throw Problem.BAD_PARAMETER.because(name + " has one value.");
    return values.toArray(String[]::new);
  }

  private static String text(String name, JsonNode value) {
    if (!value.isString() && !value.isBoolean() && !value.isNumber())
      throw Problem.BAD_PARAMETER.because(name + " is a text.");
    return value.asString();
  }

  /** As it is kept: lists of it are shown, and so it is no longer than an address could be. */
  static String write(Map<String, List<String>> given) {
    String written = Json.MAPPER.writeValueAsString(given);
    if (written.length() > LONGEST)
      throw Problem.BAD_PARAMETER.because(
          "The filters have %,d characters at most.".formatted(LONGEST));
    return written;
  }

  /** What was kept. */
  static ListRequest kept(String written) {
    return read(tree(written));
  }

  static JsonNode tree(String written) {
    return Json.MAPPER.readTree(written);
  }

  /** A body as it came. */
  static @Nullable JsonNode parse(byte @Nullable [] body) {
    if (body == null || body.length == 0) return null;
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      throw Problem.BAD_REQUEST.because("The body is not JSON.");
    }
  }
}
