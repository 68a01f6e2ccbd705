package dev.leadline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The one place where a JSON mapper for events is built, and a piece of JSON kept as it came. */
@JsonSerialize(using = Json.Writer.class)
@JsonDeserialize(using = Json.Reader.class)
public record Json(String text) {

  /**
   * Readers ignore unknown fields, and nulls within lists and maps; absent and empty are the same
   * and are not written.
   */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              ignored ->
                  JsonInclude.Value.construct(
                      JsonInclude.Include.CUSTOM, JsonInclude.Include.ALWAYS, Nothing.class, null))
          .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.SKIP))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addModule(new SimpleModule().addDeserializer(Instant.class, InstantReader.READER))
          .build();

  /** Keeps a tree as it came, unknown fields and all. */
  public static Json of(JsonNode tree) {
    return new Json(tree.toString());
  }

  /**
   * Reads this piece as a record.
   *
   * @throws JacksonException when the JSON does not fit the record
   */
  public <T> T as(Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  /** Equals what is not written: nothing, and a list or a map of nothing; an empty text is. */
  static final class Nothing {
    @Override
    public boolean equals(@Nullable Object value) {
      if (value == null) return true;
      // Asked for every property that is written. To ask for a class is many times faster than for
      // an interface, and it answers for most.
      if (value instanceof String || value instanceof Record || value instanceof Enum<?>)
        return false;
      if (value instanceof Collection<?> collection) return collection.isEmpty();
      return value instanceof Map<?, ?> map && map.isEmpty();
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  static final class Writer extends ValueSerializer<Json> {
    @Override
    public void serialize(Json value, JsonGenerator out, SerializationContext context) {
      out.writeRawValue(value.text());
    }
  }

  static final class Reader extends ValueDeserializer<Json> {

    /** The context finds it anew each time, which takes longer than to read with it. */
    private static final ValueDeserializer<? extends JsonNode> TREES =
        JsonNodeDeserializer.getDeserializer(JsonNode.class);

    @Override
    public Json deserialize(JsonParser in, DeserializationContext context) {
      return Json.of(TREES.deserialize(in, context));
    }
  }
}
