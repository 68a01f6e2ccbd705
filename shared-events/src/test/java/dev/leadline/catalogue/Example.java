package dev.leadline.catalogue;

import dev.leadline.events.Json;
import dev.leadline.events.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A record with every component filled in, always the same way. */
final class Example {

  private static final Instant AT = Instant.parse("2026-11-22T09:00:00.250Z");

  private Example() {}

  static <R> R of(Class<R> record) {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values =
        Arrays.stream(components).map(one -> of(one.getGenericType(), one.getName())).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object of(Type type, String name) {
    return switch (type) {
      case ParameterizedType generic -> of(generic, name);
      case Class<?> raw -> of(raw, name);
      default -> throw new IllegalStateException("No example of " + type);
    };
  }

  private static Object of(ParameterizedType type, String name) {
    Type first = type.getActualTypeArguments()[0];
    var raw = (Class<?>) type.getRawType();
    if (raw == List.class) return List.of(of(first, name));
    if (raw == Set.class) return Set.of(of(first, name));
    if (raw == SortedSet.class) return new TreeSet<>(Set.of(of(first, name)));
    if (raw == Map.class)
      return Map.of(of(first, name), of(type.getActualTypeArguments()[1], name));
    throw new IllegalStateException("No example of " + type);
  }

  private static Object of(Class<?> type, String name) {
    if (type == String.class) return name;
    if (type == Instant.class) return AT;
    if (type == long.class || type == Long.class) return 7L;
    if (type == int.class || type == Integer.class) return 3;
    if (type == boolean.class || type == Boolean.class) return true;
    if (type == double.class || type == Double.class) return 0.25;
    if (type == Value.class) return Value.text(name);
    if (type == Json.class) return new Json("{\"kept\":\"as it came\"}");
    if (type.isEnum()) return type.getEnumConstants()[0];
    return of(type);
  }
}
