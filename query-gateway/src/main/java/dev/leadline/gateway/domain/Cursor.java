package dev.leadline.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that stays right while the list changes: it names the last thing seen, not a
 * number of things to skip. Clients get it as opaque text that is safe in a URL.
 */
public sealed interface Cursor {

  /**
   * After this lead.
   *
   * @param order in which the place is one; what does not matter in it is 0 or empty
   * @param rank by stage or match
   * @param activity by {@link SortOrder#activityOf}, which decides among equals
   * @param name by {@link SortOrder#nameOf}
   */
  record AfterLead(SortOrder order, int rank, long activity, String name, String leadId)
      implements Cursor {}

  /** Entries of a timeline before this one. */
  record OlderThan(String entryId) implements Cursor {}

  /** Entries of a timeline after this one. */
  record NewerThan(String entryId) implements Cursor {}

  /** Raised when the form changes; a cursor of another version is a broken one. */
  String VERSION = "3";

  /** With the version and the kind. */
  int AFTER_LEAD_PARTS = 7;

  /** What a client gets. */
  default String text() {
    String plain =
        switch (this) {
          case AfterLead(var order, var rank, var activity, var name, var id) ->
              String.join("\n", "lead", order.wire(), "" + rank, "" + activity, name, id);
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
      case "lead" -> {
        SortOrder order = SortOrder.of(parts[2]);
        if (parts.length != AFTER_LEAD_PARTS || order == null || parts[6].isEmpty()) yield null;
        int rank = Integer.parseInt(parts[3]);
        yield new AfterLead(order, rank, Long.parseLong(parts[4]), parts[5], parts[6]);
      }
      case "older" -> parts.length == 3 ? new OlderThan(parts[2]) : null;
      case "newer" -> parts.length == 3 ? new NewerThan(parts[2]) : null;
      default -> null;
    };
  }
}
