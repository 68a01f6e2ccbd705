package dev.leadline.leadservice.handling;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.leadline.events.Json;
import dev.leadline.events.Shortened;
import dev.leadline.events.Unstorable;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.leadservice.domain.FindCountry;
import dev.leadline.leadservice.domain.Identities;
import dev.leadline.leadservice.domain.PhoneCountry;
import dev.leadline.leadservice.domain.ReadPhone;
import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.Outcome.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a channel event of an envelope, or says in words for its producer why it is none. */
public final class ReadChannelEvents {

  /** Limits of domain 4.1. */
  private static final int LARGEST_BODY = 256 * 1024;

  private static final int LONGEST_TEXT = 32 * 1024;

  private static final String OUR_TYPES = "leadline.";

  private final Map<String, Known> known = new HashMap<>();
  private final ReadPhone phones;
  private final FindCountry countries;

  /** The types of this version, each with its schema. */
  public ReadChannelEvents(ReadPhone phones, FindCountry countries) {
    this.phones = phones;
    this.countries = countries;
    // Our schemas say in words what a pattern means.
    var words = SchemaRegistryConfig.builder().errorMessageKeyword("errorMessage").build();
    SchemaRegistry schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(words));
    for (Class<? extends ChannelFact> fact : WireName.catalogue(ChannelFact.class).values()) {
      String type = WireName.of(fact).cloudEventType();
      String schema = schemaOf(type);
      known.put(type, new Known(fact, schemas.getSchema(schema), new IgnoredFields(schema)));
    }
  }

  private record Known(Class<? extends ChannelFact> fact, Schema schema, IgnoredFields ignored) {}

  /** The data of a channel event. */
  private record Body(
      @Nullable Identity identity,
      @Nullable Agent agent,
      @Nullable String conversationId,
      @Nullable Actor actor,
      @Nullable Context context) {}

  /** An {@link Arrival}, or why there is none. */
  public sealed interface Reading {}

  /**
   * It is a channel event.
   *
   * @param ignored JSON pointers of fields that its type does not have, such as {@code
   *     /payload/email}; 20 at most
   */
  public record Understood(Arrival arrival, List<String> ignored) implements Reading {}

  /** It is none. */
  public record Refused(Parked why) implements Reading {}

  /**
   * Reads a Kafka record.
   *
   * @param receivedAt the broker's time of the record
   */
  public Reading read(Map<String, String> headers, byte @Nullable [] value, Instant receivedAt) {
    if (value != null && value.length > LARGEST_BODY) return tooLarge(value.length);
    return switch (CloudEvent.read(headers, value)) {
      case CloudEvent.Broken broken -> refused(broken);
      case CloudEvent.Understood understood -> event(understood.event(), receivedAt);
    };
  }

  /** Says why an envelope could not be read. */
  public static Refused refused(CloudEvent.Broken broken) {
    return switch (broken.reason()) {
      case NOT_JSON -> refused(Reason.NOT_JSON, broken.detail());
      case BAD_ENVELOPE -> refused(Reason.BAD_ENVELOPE, broken.detail());
    };
  }

  /**
   * Reads an envelope that was understood, and did not come by Kafka: its data and its attributes
   * are no larger than a record of Kafka may be.
   */
  public Reading read(CloudEvent envelope, Instant receivedAt) {
    int data = Json.MAPPER.writeValueAsBytes(envelope.data()).length;
    int attributes = Json.MAPPER.writeValueAsBytes(envelope.structured()).length - data;
    int larger = Math.max(data, attributes);
    return larger > LARGEST_BODY ? tooLarge(larger) : event(envelope, receivedAt);
  }

  /** What no store takes of it is replaced. */
  private Reading event(CloudEvent envelope, Instant receivedAt) {
    JsonNode data = Unstorable.replacedIn(envelope.data());
    Known type = known.get(envelope.type());
    if (type == null && !isOurs(envelope.type()))
      return refused(
          Reason.UNKNOWN_TYPE,
          "The type is none of ours: they begin with '%s', and a name follows."
              .formatted(OUR_TYPES));
    if (type != null) {
      List<Error> errors = type.schema().validate(data);
      if (!errors.isEmpty()) return refused(Reason.BAD_BODY, words(errors));
    }
    Body body;
    ChannelFact fact;
    JsonNode payload = shortened(data.path("payload"));
    Json kept = Json.of(payload);
    try {
      body = Json.MAPPER.treeToValue(data, Body.class);
      fact =
          type == null
              ? new UnrecognisedFact(envelope.type(), kept)
              : Json.MAPPER.treeToValue(payload, type.fact());
    } catch (JacksonException notOfItsType) {
      return refused(Reason.BAD_BODY, "The body does not fit its type.");
    }
    if (body.identity() == null) return noIdentity();
    var event =
        new ChannelEvent(
            envelope.tenant(),
            envelope.source(),
            envelope.id(),
            envelope.type(),
            envelope.time(),
            envelope.sentAt(),
            receivedAt,
            body.identity(),
            body.agent(),
            body.conversationId(),
            body.actor(),
            body.context(),
            fact,
            kept);
    // Few events have a number, and to look a country up takes longer than all keys.
    String country = body.identity().phone() == null ? null : PhoneCountry.of(event, countries);
    List<IdentityKey> keys = Identities.keys(event, phones, country);
    if (body.identity().leadId() == null && keys.isEmpty()) return noIdentity();
    return new Understood(
        new Arrival(event, keys, Fingerprints.of(envelope.type(), data), envelope.traceParent()),
        type == null ? List.of() : type.ignored().in(data));
  }

  /** Read models count by what follows the beginning: there has to be something. */
  private static boolean isOurs(String type) {
    return type.startsWith(OUR_TYPES) && !type.substring(OUR_TYPES.length()).isBlank();
  }

  /** Cuts a text that is too long, and says so beside it. */
  private static JsonNode shortened(JsonNode payload) {
    if (!(payload instanceof ObjectNode fields)) return Json.MAPPER.createObjectNode();
    String text = fields.path("text").asString("");
    if (text.length() <= LONGEST_TEXT) return fields;
    return fields.deepCopy().put("text", Shortened.to(LONGEST_TEXT, text)).put("truncated", true);
  }

  /** Where it is wrong and how, never what it said: errors travel in logs and headers. */
  private static String words(List<Error> errors) {
    return errors.stream()
        .limit(3)
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .collect(Collectors.joining("; "));
  }

  private static Refused noIdentity() {
    return refused(
        Reason.NO_IDENTITY,
        "The identity has no key: give one of leadId, anonymousId, email, phone, externalIds.");
  }

  /** A body over the limit. */
  public static Refused tooLarge(int bytes) {
    return refused(
        Reason.TOO_LARGE, "The body has %d bytes; %d are allowed.".formatted(bytes, LARGEST_BODY));
  }

  private static Refused refused(Reason reason, String detail) {
    return new Refused(new Parked(reason, detail));
  }

  private static String schemaOf(String type) {
    String file = "/schemas/" + type + ".json";
    try (InputStream schema = ReadChannelEvents.class.getResourceAsStream(file)) {
      if (schema == null) throw new IllegalStateException("There is no schema " + file);
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
