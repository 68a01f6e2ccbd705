package dev.leadline.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/** The value of a field: JSON text, whole number, true or false, or a list of texts. */
public sealed interface Value {

  /** A JSON string. */
  record Text(@JsonValue String text) implements Value {}

  /** A JSON integer. */
  record Whole(@JsonValue long number) implements Value {}

  /** A JSON boolean. */
  record Flag(@JsonValue boolean set) implements Value {}

  /** A JSON array of strings. */
  record Texts(@JsonValue List<String> texts) implements Value {
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** The value as a person reads it. */
  default String shown() {
    return switch (this) {
      case Text text -> text.text();
      case Whole whole -> Long.toString(whole.number());
      case Flag flag -> flag.set() ? "Yes" : "No";
      case Texts texts -> String.join("; ", texts.texts());
    };
  }

  static Value text(String text) {
    return new Text(text);
  }

  /**
   * Reads what a JSON parser made of a value.
   *
   * @throws IllegalArgumentException for anything but text, whole numbers, booleans, lists of text
   */
  @JsonCreator
  static Value of(Object raw) {
    return switch (raw) {
      case String text -> new Text(text);
      case Integer number -> new Whole(number);
      case Long number -> new Whole(number);
      case Boolean set -> new Flag(set);
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          new Texts(list.stream().map(String.class::cast).collect(Collectors.toList()));
      default ->
          throw new IllegalArgumentException(
              "A field value is a text, a whole number, true or false, or a list of texts.");
    };
  }
}
