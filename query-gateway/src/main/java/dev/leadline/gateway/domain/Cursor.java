package dev.leadline.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that stays right while the list changes: it names the last thing seen, not a
 * number of things to skip. Clients get it as opaque text that is safe in a URL.
 */
public sealed interface Cursor {

  /**
   * After this lead, in the order of newest activity first.
   *
   * @param lastActivityAt to the millisecond; null for a lead without any
   */
  record AfterLead(@Nullable Instant lastActivityAt, String leadId) implements Cursor {}

  /** Entries of a timeline before this one. */
  record OlderThan(String entryId) implements Cursor {}

  /** Entries of a timeline after this one. */
  record NewerThan(String entryId) implements Cursor {}

  /** Raised when the form changes; a cursor of another version is a broken one. */
  String VERSION = "1";

  /** What a client gets. */
  default String text() {
    String plain =
        switch (this) {
          case AfterLead(var at, var id) ->
              "lead\n" + (at == null ? "" : at.toEpochMilli()) + "\n" + id;
          case OlderThan(var id) -> "older\n" + id;
          case NewerThan(var id) -> "newer\n" + id;
        };
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((VERSION + "\n" + plain).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what a client sent back; null when it is nothing that {@link #text()} gave out. */
  static @Nullable Cursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      Cursor cursor = of(plain.split("\n", -1));
      return cursor != null && cursor.text().equals(text) ? cursor : null;
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  private static @Nullable Cursor of(String[] parts) {
    if (parts.length < 3 || !parts[0].equals(VERSION)) return null;
    return switch (parts[1]) {
      case "lead" ->
          parts.length != 4 || parts[3].isEmpty()
              ? null
              : new AfterLead(
                  parts[2].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[2])),
                  parts[3]);
      case "older" -> parts.length == 3 ? new OlderThan(parts[2]) : null;
      case "newer" -> parts.length == 3 ? new NewerThan(parts[2]) : null;
      default -> null;
    };
  }
}
