package dev.leadline.timeline.store;

import dev.leadline.events.Json;
import dev.leadline.timeline.domain.Rebuild.Difference;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where two documents differ, as operators may see and keep it: the places, numbers, yes and no,
 * and times as they are; of a text how long it is. What a lead has said would outlive its erasure
 * here, and is not for everybody who rebuilds.
 */
final class Shown {

  private static final int MOST_PLACES = 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w.$-]*|[0-9a-f-]+");

  private Shown() {}

  static Difference difference(String id, @Nullable Document live, @Nullable Document rebuilt) {
    Map<String, Object> left = places(live);
    Map<String, Object> right = places(rebuilt);
    var differing = new TreeSet<String>(left.keySet());
    differing.addAll(right.keySet());
    differing.removeIf(place -> Objects.equals(left.get(place), right.get(place)));
    return new Difference(
        id,
        live == null ? null : said(left, differing),
        rebuilt == null ? null : said(right, differing));
  }

  private static String said(Map<String, Object> all, Collection<String> places) {
    var said = new TreeMap<String, Object>();
    places.stream()
        .filter(all::containsKey)
        .limit(MOST_PLACES)
        .forEach(place -> said.put(place, shown(all.get(place))));
    return Json.MAPPER.writeValueAsString(said);
  }

  private static Object shown(@Nullable Object value) {
    return switch (value) {
      case Number number -> number;
      case Boolean yes -> yes;
      case String text when isTime(text) -> text;
      case String text -> "text of %d characters".formatted(text.length());
      case null, default -> "nothing";
    };
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text).toString().length() > 0;
    } catch (DateTimeException another) {
      return false;
    }
  }

  private static Map<String, Object> places(@Nullable Document document) {
    var places = new TreeMap<String, Object>();
    if (document != null) add("", document, places);
    return places;
  }

  private static void add(String place, @Nullable Object value, Map<String, Object> places) {
    switch (value) {
      case Map<?, ?> fields ->
          fields.forEach((name, inner) -> add(under(place, String.valueOf(name)), inner, places));
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) add(under(place, "" + i), items.get(i), places);
      }
      case Date date -> places.put(place, date.toInstant().toString());
      case String text when text.startsWith("{") -> addRead(place, text, places);
      case null -> {}
      case Object other -> places.put(place, other);
    }
  }

  /** States and entries are kept as JSON. */
  private static void addRead(String place, String json, Map<String, Object> places) {
    Object read;
    try {
      read = Json.MAPPER.readValue(json, Map.class);
    } catch (JacksonException another) {
      read = null;
    }
    if (read == null) places.put(place, json);
    else add(place, read, places);
  }

  /** What is no name of a field may be an address. */
  private static String under(String place, String name) {
    String safe = NAME.matcher(name).matches() ? name : "#" + Integer.toHexString(name.length());
    return place.isEmpty() ? safe : place + "." + safe;
  }
}
