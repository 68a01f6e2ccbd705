package dev.leadline.catalogue;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadline.events.Json;
import dev.leadline.events.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a record as its JSON has them, those of nested records included. */
final class Fields {

  private Fields() {}

  /**
   * One field.
   *
   * @param path with a dot between levels and {@code []} for each entry of a list
   * @param type as a producer reads it
   */
  record Field(String path, String type, boolean optional, String meaning) {}

  static List<Field> of(Class<?> record) {
    return below("", record).toList();
  }

  private static Stream<Field> below(String prefix, Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .flatMap(component -> of(prefix, record, component));
  }

  private static Stream<Field> of(String prefix, Class<?> record, RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    String name = renamed == null ? component.getName() : renamed.value();
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Type type = component.getGenericType();
    var field = new Field(prefix + name, name(type), optional, Meanings.ofField(record, name));
    return Stream.concat(Stream.of(field), nested(prefix + name, type));
  }

  private static Stream<Field> nested(String path, Type type) {
    return switch (type) {
      case ParameterizedType list when isCollection(list) ->
          nested(path + "[]", list.getActualTypeArguments()[0]);
      case Class<?> raw when raw.isRecord() && raw != Json.class -> below(path + ".", raw);
      default -> Stream.empty();
    };
  }

  private static boolean isCollection(ParameterizedType type) {
    return Collection.class.isAssignableFrom((Class<?>) type.getRawType());
  }

  private static String name(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return isCollection(generic)
          ? "list of " + name(arguments[0])
          : "map of name to " + name(arguments[1]);
    }
    var raw = (Class<?>) type;
    if (raw.isEnum())
      return Arrays.stream(raw.getEnumConstants())
          .map(constant -> "`" + ((Enum<?>) constant).name() + "`")
          .collect(Collectors.joining(", "));
    return NAMES.getOrDefault(raw, "object");
  }

  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          entry(String.class, "text"),
          entry(Instant.class, "instant"),
          entry(Integer.class, "whole number"),
          entry(int.class, "whole number"),
          entry(Long.class, "whole number"),
          entry(long.class, "whole number"),
          entry(Double.class, "number"),
          entry(double.class, "number"),
          entry(Boolean.class, "true or false"),
          entry(boolean.class, "true or false"),
          entry(Value.class, "text, whole number, true or false, or list of texts"),
          entry(Json.class, "JSON as it came"));
}
