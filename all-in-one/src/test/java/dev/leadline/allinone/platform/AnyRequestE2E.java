package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is asked is answered, and what makes no sense by a problem that says why: every address
 * of the description of the API, with values that nobody expects.
 */
class AnyRequestE2E {

  private static final List<String> VALUES =
      List.of(
          "",
          "%20",
          "%00",
          "%FF",
          "%ED%A0%80",
          "%F0%9F%98%80",
          "-1",
          "99999999999999999999",
          "9999-12-31",
          "%2B999999999-12-31T00:00:00Z",
          "%2C",
          "a%2Fb",
          "%7Bx%7D",
          "nobody",
          "x".repeat(3000));

  /** What each field is at once, beside bodies that are no objects. */
  private static final List<String> FIELD_VALUES =
      List.of(
          "null", "\"\\u0000\"", "\"\"", "99999999999999999999", "[null]", "{\"x\":{\"y\":[]}}");

  private static final List<String> FIELDS =
      List.of(
          "identity",
          "fields",
          "items",
          "leadId",
          "absorbLeadId",
          "memberId",
          "memberName",
          "text",
          "controlVersion",
          "expectedControlVersion",
          "messageId",
          "rating",
          "reason",
          "stage",
          "until",
          "name",
          "type",
          "roles",
          "query",
          "shared",
          "triggers",
          "destinationIds",
          "kind",
          "target",
          "from",
          "to",
          "fromPosition",
          "upTo",
          "perSecond",
          "zone");

  private final Outsider outsider = SharedPlatform.outsider();
  private final List<String> wrong = new ArrayList<>();
  private int asked;

  @Test
  void whatever_is_asked_is_answered_in_words_and_nothing_breaks() {
    JsonNode paths = outsider.json("/v3/api-docs").path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties())
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties())
        // It has no end.
        if (!path.getKey().equals("/v1/stream"))
          ask(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(1_500);
  }

  private void ask(String method, String address, JsonNode operation) {
    boolean takesBody = !method.equals("GET") && !method.equals("DELETE");
    String nobodys = address.replaceAll("\\{[^}]*}", "nobody");
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asString();
      for (String value : VALUES)
        switch (parameter.path("in").asString()) {
          case "query" -> ask(method, nobodys + "?" + name + "=" + value, takesBody ? "[]" : null);
          case "path" -> {
            String one = address.replace("{" + name + "}", value);
            ask(method, one.replaceAll("\\{[^}]*}", "nobody"), takesBody ? "[]" : null);
          }
          default -> {}
        }
    }
    if (!takesBody) return;
    for (String body : List.of("", "{", "null", "[]", "[null]", "\"x\"", "[".repeat(3000)))
      ask(method, nobodys, body);
    for (String value : FIELD_VALUES) {
      var fields = new ArrayList<String>();
      for (String field : FIELDS) fields.add("\"%s\":%s".formatted(field, value));
      ask(method, nobodys, "{" + String.join(",", fields) + "}");
    }
  }

  private void ask(String method, String path, @Nullable String body) {
    asked++;
    HttpResponse<String> answer = outsider.ask(method, path, body);
    int status = answer.statusCode();
    if (status < 400 || (status < 500 && status != 429 && isProblem(answer.body()))) return;
    String shown = path.length() > 200 ? path.substring(0, 200) : path;
    wrong.add("%s %s %.80s: %d %.200s".formatted(method, shown, body, status, answer.body()));
  }

  private static boolean isProblem(String body) {
    try {
      JsonNode problem = Json.MAPPER.readTree(body);
      return problem.has("status") && !problem.path("detail").asString("").isEmpty();
    } catch (JacksonException page) {
      return false;
    }
  }
}
