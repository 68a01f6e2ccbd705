package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.Room;
import dev.leadline.enrichment.domain.Vendor;
import dev.leadline.events.Json;
import dev.leadline.events.Value;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** A vendor with an HTTP API, whose answers are read as the settings say. */
final class HttpVendor implements Vendor {

  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);
  private static final Duration UNTIL_SOMEBODY_LOOKED = Duration.ofMinutes(15);
  private static final Set<String> WHOLE_NUMBERS = Set.of("num_employees");

  private final VendorSettings settings;
  private final String name;
  private final HttpDoor door;
  private final Backend backend;
  private final Map<String, String> headers;
  private final Map<String, String> pointers;

  HttpVendor(VendorSettings settings, CallSettings calls, HttpDoor door, MeterRegistry meters) {
    this.settings = settings;
    this.name = settings.name() == null ? "vendor" : settings.name();
    this.door = door;
    this.headers = settings.headersByName();
    this.pointers = settings.pointers();
    Duration timeout = settings.timeout();
    this.backend = new Backend(name, timeout == null ? calls : calls.within(timeout), meters);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> fields() {
    return pointers.keySet();
  }

  @Override
  public Said ask(Question question) {
    try {
      HttpDoor.Reply reply = backend.call(() -> door.ask(request(question.about())));
      // 404 and the like: it was understood, and there is nothing.
      if (reply.status() >= 300) return new KnowsNothing();
      return said(reply.body());
    } catch (CallFailed failed) {
      return silent(failed);
    }
  }

  private Silent silent(CallFailed failed) {
    Duration asked = failed.retryAfter();
    String reason = name + " " + failed.getMessage();
    return switch (failed.kind()) {
      case PASSING -> new Silent(reason, asked == null ? AFTER_TROUBLE : asked, asked == null);
      case KEPT_BACK -> new Silent(reason, asked == null ? Duration.ofSeconds(2) : asked, false);
      case REFUSED -> new Silent(reason, UNTIL_SOMEBODY_LOOKED, true);
      case NOT_TAKEN -> new Silent(reason, UNTIL_SOMEBODY_LOOKED, true);
    };
  }

  private HttpDoor.Question request(Map<String, String> about) {
    String body = settings.body();
    boolean post = "POST".equalsIgnoreCase(settings.method());
    if (!post) return HttpDoor.Question.get(settings.address(about), headers);
    String json =
        body == null || body.isBlank()
            ? Json.MAPPER.writeValueAsString(about)
            : settings.filled(body, about, HttpVendor::escaped);
    return HttpDoor.Question.json(
        HttpMethod.POST, settings.address(about), headers, Json.MAPPER.readTree(json));
  }

  /** As it stands between quotes. */
  private static String escaped(String value) {
    String quoted = Json.MAPPER.writeValueAsString(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  private Said said(JsonNode answer) {
    Map<String, Value> all = new LinkedHashMap<>();
    pointers.forEach(
        (field, pointer) -> {
          Value value = value(field, answer.at(pointer));
          if (value != null) all.put(field, value);
        });
    Map<String, Value> fields = new LinkedHashMap<>();
    Room.fill(fields, all);
    if (fields.isEmpty()) return new KnowsNothing();
    String person = settings.person();
    boolean knowsWho = person != null && !person.isBlank() && isThere(answer.at(person));
    String pointer = settings.confidence();
    JsonNode confidence = pointer == null || pointer.isBlank() ? null : answer.at(pointer);
    return new Knows(
        fields,
        knowsWho,
        confidence != null && confidence.isNumber() ? confidence.doubleValue() : null);
  }

  private static boolean isThere(JsonNode node) {
    return !node.isMissingNode()
        && !node.isNull()
        && !(node.isString() && node.asString().isBlank());
  }

  private static @Nullable Value value(String field, JsonNode node) {
    if (!isThere(node)) return null;
    if (node.isArray()) {
      var texts =
          node.valueStream().filter(HttpVendor::isThere).map(each -> each.asString("")).toList();
      return texts.isEmpty() ? null : new Value.Texts(texts);
    }
    if (node.isObject()) return null;
    if (WHOLE_NUMBERS.contains(field) || node.isIntegralNumber()) return whole(node);
    if (node.isBoolean()) return new Value.Flag(node.booleanValue());
    return Value.text(node.asString(""));
  }

  private static @Nullable Value whole(JsonNode node) {
    try {
      return new Value.Whole(
          new BigDecimal(node.asString("").replaceAll("[,_ ]", "")).longValueExact());
    } catch (NumberFormatException notANumber) {
      return null;
    } catch (ArithmeticException notWhole) {
      return null;
    }
  }
}
