package dev.leadline.catalogue;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.leadline.events.Json;
import dev.leadline.events.Value;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (2020-12) of all that is on a topic, generated from the records. */
final class Schemas {

  /** An RFC 3339 instant: real months, days and hours, any offset, up to nanoseconds. */
  private static final String INSTANT =
      "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
          + "(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$";

  /** The greatest whole number that every JSON reader keeps exactly. */
  private static final long GREATEST = (1L << 53) - 1;

  /** Of what others write: what cannot be missing is asked for. */
  private static final SchemaGenerator TAKEN_IN = generator(field -> !isNullable(field));

  /** Of what we write: lists and maps of nothing are left out. */
  private static final SchemaGenerator GIVEN_OUT =
      generator(field -> !isNullable(field) && !mayBeEmpty(field));

  private Schemas() {}

  /** The schema of the complete body of a channel event with that payload. */
  static JsonNode of(Class<? extends ChannelFact> payload) {
    return titled(
        WireName.of(payload).cloudEventType(),
        Meanings.of(payload),
        TAKEN_IN.generateSchema(Body.class, payload));
  }

  /** The schema of a record that Leadline publishes under that name. */
  static JsonNode of(String name, Class<? extends Record> published) {
    return titled(name, Meanings.of(published), GIVEN_OUT.generateSchema(published));
  }

  private static JsonNode titled(String name, String description, ObjectNode generated) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.set("$schema", generated.get("$schema"));
    schema.put("$id", "urn:leadline:schema:" + name);
    schema.put("title", name);
    schema.put("description", description);
    generated.properties().stream()
        .filter(keyword -> !keyword.getKey().equals("$schema"))
        .forEach(keyword -> schema.set(keyword.getKey(), keyword.getValue()));
    flattenChoices(schema);
    setBoundsApart(schema);
    explainChoices(schema);
    return schema;
  }

  /**
   * Writes "null, or one of these" as one list: a choice of schemas is slower to check, and its
   * message tells of every branch.
   */
  private static void flattenChoices(JsonNode node) {
    node.forEach(Schemas::flattenChoices);
    if (!(node instanceof ObjectNode choice) || !choice.has("anyOf")) return;
    JsonNode listed = choice.get("anyOf").get(1);
    if (!listed.has("enum")) throw new IllegalStateException("An unknown choice: " + choice);
    choice.remove("anyOf");
    choice.putArray("type").add("string").add("null");
    choice.putArray("enum").addAll((ArrayNode) listed.get("enum")).addNull();
  }

  /** The validator cannot read bounds beside a list of types, but apart from it. */
  private static void setBoundsApart(JsonNode node) {
    node.forEach(Schemas::setBoundsApart);
    if (!(node instanceof ObjectNode bounded) || !node.path("type").isArray()) return;
    if (!node.has("minimum") || !node.has("maximum")) return;
    ObjectNode bounds = Json.MAPPER.createObjectNode();
    bounds.set("minimum", bounded.remove("minimum"));
    bounds.set("maximum", bounded.remove("maximum"));
    bounded.putArray("allOf").add(bounds);
  }

  private static void explainChoices(JsonNode node) {
    node.forEach(Schemas::explainChoices);
    if (!(node instanceof ObjectNode choice) || !choice.path("enum").isArray()) return;
    String values =
        choice
            .get("enum")
            .valueStream()
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .collect(Collectors.joining(", "));
    choice.putObject("errorMessage").put("enum", "must be one of " + values);
  }

  private static SchemaGenerator generator(Predicate<FieldScope> required) {
    var builder =
        new SchemaGeneratorConfigBuilder(
                Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.INLINE_ALL_SCHEMAS, Option.FLATTENED_ENUMS);
    builder
        .forTypesInGeneral()
        .withPropertySorter((one, other) -> 0)
        .withCustomDefinitionProvider(Schemas::ours);
    builder
        .forFields()
        .withNullableCheck(Schemas::isNullable)
        .withRequiredCheck(required)
        .withPropertyNameOverrideResolver(Schemas::wireName)
        .withStringMinLengthResolver(Schemas::minimalLength)
        .withDescriptionResolver(Meanings::of);
    return new SchemaGenerator(builder.build());
  }

  private static @Nullable CustomDefinition ours(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    if (raw == Instant.class) return inline(instant());
    if (raw == Value.class) return inline(value());
    if (raw == Json.class) return inline(Json.MAPPER.createObjectNode().put("type", "object"));
    if (raw == Long.class || raw == long.class || raw == Integer.class || raw == int.class)
      return inline(whole());
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = Json.MAPPER.createObjectNode().put("type", "object");
      ResolvedType values = type.typeParametersFor(Map.class).get(1);
      ObjectNode one =
          values.getErasedType() == Value.class ? value() : context.createDefinition(values);
      // A field that is null is as good as absent (domain 2.10).
      if (values.getErasedType() == Value.class) one.withArray("type").add("null");
      map.set("additionalProperties", one);
      return inline(map);
    }
    return null;
  }

  private static CustomDefinition inline(ObjectNode node) {
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  private static ObjectNode instant() {
    ObjectNode instant =
        Json.MAPPER
            .createObjectNode()
            .put("type", "string")
            .put("format", "date-time")
            .put("pattern", INSTANT);
    instant
        .putObject("errorMessage")
        .put("pattern", "must be an RFC 3339 instant such as 2026-11-24T15:00:00Z");
    return instant;
  }

  private static ObjectNode whole() {
    return Json.MAPPER
        .createObjectNode()
        .put("type", "integer")
        .put("minimum", -GREATEST)
        .put("maximum", GREATEST);
  }

  private static ObjectNode value() {
    ObjectNode value = Json.MAPPER.createObjectNode();
    value.putArray("type").add("string").add("integer").add("boolean").add("array");
    value.putObject("items").put("type", "string");
    return value.put("minimum", -GREATEST).put("maximum", GREATEST);
  }

  static boolean isNullable(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean mayBeEmpty(FieldScope field) {
    Class<?> type = field.getType().getErasedType();
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  /** An id that is asked for and empty would make all events of its kind one. */
  private static @Nullable Integer minimalLength(FieldScope field) {
    boolean id = field.getDeclaredName().equals("id") || field.getDeclaredName().endsWith("Id");
    return id && !isNullable(field) ? 1 : null;
  }

  static @Nullable String wireName(FieldScope field) {
    JsonProperty renamed = field.getAnnotation(JsonProperty.class);
    return renamed == null ? null : renamed.value();
  }
}
