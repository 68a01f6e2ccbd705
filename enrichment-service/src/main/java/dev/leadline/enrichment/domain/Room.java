package dev.leadline.enrichment.domain;

import dev.leadline.events.Shortened;
import dev.leadline.events.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much is taken of what vendors and CRMs say: as much as lead-service takes in one event. What
 * is more would be parked there, and Kafka might not take it at all.
 */
public final class Room {

  /**
   * Characters of UTF-16 in all values of an answer or a record together, as many as lead-service
   * keeps of one text. JSON makes six bytes of one at the most: all of them stay below 256 KiB.
   */
  private static final int MOST = 32 * 1024;

  /** The largest number that every reader of JSON reads exactly; its schemas have no larger one. */
  private static final long LARGEST = 9_007_199_254_740_991L;

  private Room() {}

  /**
   * Puts in what is not there yet and there is room for. Short values come first, so that a long
   * one takes the place of no other; it is shortened, a list by its last texts.
   */
  public static void fill(Map<String, Value> fields, Map<String, Value> said) {
    int room = MOST;
    for (Value value : fields.values()) room -= length(value);
    List<Map.Entry<String, Value>> shortFirst =
        said.entrySet().stream()
            .filter(each -> !fields.containsKey(each.getKey()))
            .sorted(Comparator.comparingInt(each -> length(each.getValue())))
            .toList();
    for (var each : shortFirst) {
      Value taken = taken(each.getValue(), room);
      if (taken == null) continue;
      fields.put(each.getKey(), taken);
      room -= length(taken);
    }
  }

  private static int length(Value value) {
    return switch (value) {
      case Value.Text text -> length(text.text());
      case Value.Texts texts -> texts.texts().stream().mapToInt(Room::length).sum();
      case Value.Whole _, Value.Flag _ -> 1;
    };
  }

  /** With its quotes, which count where a list has many short ones. */
  private static int length(String text) {
    return text.length() + 1;
  }

  private static @Nullable Value taken(Value value, int room) {
    return switch (value) {
      case Value.Text text -> text(text, room);
      case Value.Texts texts -> texts(texts, room);
      case Value.Whole whole ->
          whole.number() < -LARGEST || whole.number() > LARGEST ? null : whole;
      case Value.Flag flag -> flag;
    };
  }

  private static @Nullable Value text(Value.Text text, int room) {
    if (length(text) <= room) return text;
    String beginning = Shortened.to(Math.max(0, room - 1), text.text());
    return beginning.isBlank() ? null : Value.text(beginning);
  }

  private static @Nullable Value texts(Value.Texts texts, int room) {
    if (length(texts) <= room) return texts;
    List<String> taken = new ArrayList<>();
    int left = room;
    for (String text : texts.texts()) {
      left -= length(text);
      if (left < 0) break;
      taken.add(text);
    }
    return taken.isEmpty() ? null : new Value.Texts(taken);
  }
}
