package dev.leadline.leadservice.domain;

import dev.leadline.events.Value;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** What the values of a field are; permanent once the field is there (domain 2.2). */
public enum FieldType {
  TEXT("a text"),
  NUMBER("a whole number"),
  BOOLEAN("true or false"),
  LIST("a list of texts"),
  DATE_TIME("an instant such as 2026-11-24T15:00:00Z");

  private final String words;

  FieldType(String words) {
    this.words = words;
  }

  /** What a value of it is called, for a sentence that says that one is not. */
  public String words() {
    return words;
  }

  /** Whether this is a value of it. */
  boolean takes(Value value) {
    return switch (value) {
      case Value.Text text -> this == TEXT || (this == DATE_TIME && isInstant(text.text()));
      case Value.Whole number -> this == NUMBER;
      case Value.Flag flag -> this == BOOLEAN;
      case Value.Texts texts -> this == LIST;
    };
  }

  private static boolean isInstant(String text) {
    try {
      OffsetDateTime.parse(text.strip());
      return true;
    } catch (DateTimeParseException another) {
      return false;
    }
  }
}
