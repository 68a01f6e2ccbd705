package dev.leadline.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A wire name with its revision.
 *
 * @param name for example {@code chat.message-received}
 * @param revision from 1
 */
public record WireName(String name, int revision) {

  private static final String PREFIX = "leadline.";
  private static final Pattern TYPE = Pattern.compile("leadline\\.(.+)\\.v(\\d{1,4})");

  private static final ClassValue<WireName> DECLARED =
      new ClassValue<>() {
        @Override
        protected WireName computeValue(Class<?> type) {
          Wire wire = type.getAnnotation(Wire.class);
          if (wire == null) throw new IllegalArgumentException(type + " has no wire name");
          return new WireName(wire.name(), wire.revision());
        }
      };

  /** The name that a record declares. */
  public static WireName of(Class<?> type) {
    return DECLARED.get(type);
  }

  /** The CloudEvents type, for example {@code leadline.chat.message-received.v1}. */
  public String cloudEventType() {
    return PREFIX + name + ".v" + revision;
  }

  /** The name in a CloudEvents type; null if it is none of ours. */
  public static @Nullable WireName read(String cloudEventType) {
    Matcher type = TYPE.matcher(cloudEventType);
    return type.matches() ? new WireName(type.group(1), Integer.parseInt(type.group(2))) : null;
  }

  /** Every record below a sealed interface that has a wire name, by that name. */
  public static <T> Map<String, Class<? extends T>> catalogue(Class<T> sealed) {
    var byName = new LinkedHashMap<String, Class<? extends T>>();
    records(sealed)
        .filter(type -> type.isAnnotationPresent(Wire.class))
        .forEach(
            type -> {
              if (byName.put(of(type).name(), type.asSubclass(sealed)) != null)
                throw new IllegalStateException("Two records are called " + of(type).name());
            });
    return Map.copyOf(byName);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(WireName::records)
        : Stream.of(type);
  }
}
