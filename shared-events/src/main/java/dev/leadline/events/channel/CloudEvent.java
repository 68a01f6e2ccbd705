package dev.leadline.events.channel;

import dev.leadline.events.InstantReader;
import dev.leadline.events.Json;
import dev.leadline.events.TraceParent;
import dev.leadline.events.Unstorable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CloudEvents 1.0 envelope, in Kafka's binary mode ({@code ce_*} headers, the data as value) or
 * in structured mode (one JSON object).
 *
 * @param tenant whose event it is; the default tenant where the extension is missing
 * @param sentAt by the producer's clock, where it told
 * @param traceParent W3C trace context of its producer; null where there is none that can be read
 * @param data the body, not yet looked into
 */
public record CloudEvent(
    String id,
    String source,
    String type,
    Instant time,
    String tenant,
    @Nullable Instant sentAt,
    @Nullable String traceParent,
    JsonNode data) {

  /** Content type of one event in structured mode. */
  public static final String STRUCTURED = "application/cloudevents+json";

  /** Content type of several events in structured mode. */
  public static final String BATCH = "application/cloudevents-batch+json";

  /** The header that says in which mode a Kafka record is. */
  public static final String CONTENT_TYPE = "content-type";

  private static final String HEADER = "ce_";

  private static final String TENANT = "tenantid";

  private static final int LONGEST_TENANT = 200;

  /** What became of bytes that should be an event. */
  public sealed interface Reading {}

  /** It is one. */
  public record Understood(CloudEvent event) implements Reading {}

  /** It is none, and why, in words for whoever sent it. */
  public record Broken(BrokenReason reason, String detail) implements Reading {}

  /** Why bytes are not an event. */
  public enum BrokenReason {
    NOT_JSON,
    BAD_ENVELOPE
  }

  /** Reads a Kafka record, in whichever of the two modes its content type says. */
  public static Reading read(Map<String, String> headers, byte @Nullable [] value) {
    JsonNode body;
    try {
      body = Json.MAPPER.readTree(value == null ? new byte[0] : value);
    } catch (JacksonException notJson) {
      return new Broken(BrokenReason.NOT_JSON, "The value is not JSON.");
    }
    Reading reading =
        isStructured(headers.get(CONTENT_TYPE))
            ? readStructured(body)
            : read(name -> headers.get(HEADER + name), HEADER, body);
    // Instrumented clients write it beside the event, where it is theirs to write.
    String beside = headers.get(TraceParent.HEADER);
    return beside != null
            && reading instanceof Understood(CloudEvent event)
            && event.traceParent == null
        ? new Understood(event.within(beside))
        : reading;
  }

  /** Whether a Kafka record of this content type is one event in structured mode. */
  public static boolean isStructured(@Nullable String contentType) {
    return contentType != null && contentType.startsWith(STRUCTURED);
  }

  /** Reads one event in structured mode. */
  public static Reading readStructured(JsonNode event) {
    if (!event.isObject())
      return new Broken(BrokenReason.BAD_ENVELOPE, "The event is not a JSON object.");
    // One that is no text would otherwise be as good as none, and the event another tenant's.
    JsonNode tenant = event.path(TENANT);
    if (!tenant.isString() && !tenant.isNull() && !tenant.isMissingNode()) return notATenant("");
    return read(
        name -> event.path(name).isString() ? event.path(name).stringValue() : null,
        "",
        event.path("data"));
  }

  private static Reading read(
      Function<String, @Nullable String> attribute, String prefix, JsonNode data) {
    for (String required : new String[] {"specversion", "id", "source", "type", "time"}) {
      String value = attribute.apply(required);
      if (value == null || value.isBlank()) return broken(prefix + required + " is missing.");
      if (Unstorable.isIn(value))
        return broken(prefix + required + " has NUL or half of a character in it.");
    }
    if (!"1.0".equals(attribute.apply("specversion")))
      return broken(prefix + "specversion is not 1.0.");
    if (!data.isObject()) return broken("The data is not a JSON object.");
    Instant time;
    Instant sentAt;
    try {
      time = InstantReader.parse(required(attribute, "time"));
      String sent = attribute.apply("sentat");
      sentAt = sent == null ? null : InstantReader.parse(sent);
    } catch (DateTimeException notAnInstant) {
      return broken(
          prefix
              + "time or "
              + prefix
              + "sentat is not an RFC 3339 instant such as"
              + " 2026-11-22T09:00:00Z.");
    }
    String given = attribute.apply(TENANT);
    String tenant = given == null || given.isBlank() ? ChannelEvent.DEFAULT_TENANT : given;
    if (!mayBeTenant(tenant)) return notATenant(prefix);
    return new Understood(
        new CloudEvent(
            required(attribute, "id"),
            required(attribute, "source"),
            required(attribute, "type"),
            time,
            tenant,
            sentAt,
            readable(attribute.apply(TraceParent.HEADER)),
            data));
  }

  private static String required(Function<String, @Nullable String> attribute, String name) {
    String value = attribute.apply(name);
    if (value == null) throw new IllegalStateException(name + " was there a moment ago");
    return value;
  }

  /** Whether a tenant may be named so. */
  public static boolean mayBeTenant(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_TENANT
        && !Unstorable.isIn(name)
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static Broken notATenant(String prefix) {
    return broken(
        prefix
            + TENANT
            + " is not a text of 1 to %d characters without control characters."
                .formatted(LONGEST_TENANT));
  }

  /** What is no trace context may be anything, and is not kept. */
  private static @Nullable String readable(@Nullable String traceParent) {
    return TraceParent.of(traceParent) == null ? null : traceParent;
  }

  /** The same event, in this trace if there is one. */
  public CloudEvent within(@Nullable String trace) {
    return new CloudEvent(id, source, type, time, tenant, sentAt, readable(trace), data);
  }

  private static Broken broken(String detail) {
    return new Broken(BrokenReason.BAD_ENVELOPE, detail);
  }

  /** The headers of binary mode, without the content type of the value. */
  public Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    attributes().forEach((name, value) -> headers.put(HEADER + name, value));
    headers.put(CONTENT_TYPE, "application/json");
    return headers;
  }

  /** One JSON object in structured mode. */
  public JsonNode structured() {
    ObjectNode event = Json.MAPPER.createObjectNode();
    attributes().forEach(event::put);
    event.put("datacontenttype", "application/json");
    event.set("data", data);
    return event;
  }

  private Map<String, String> attributes() {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id);
    attributes.put("source", source);
    attributes.put("type", type);
    attributes.put("time", time.toString());
    attributes.put(TENANT, tenant);
    if (sentAt != null) attributes.put("sentat", sentAt.toString());
    if (traceParent != null) attributes.put(TraceParent.HEADER, traceParent);
    return attributes;
  }
}
