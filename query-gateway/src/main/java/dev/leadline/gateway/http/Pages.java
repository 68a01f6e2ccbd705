package dev.leadline.gateway.http;

import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.LeadQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters by which a client turns pages. */
final class Pages {

  private static final String BROKEN =
      "The cursor is not one that this list gave out. Leave it away to start from the first page.";

  private Pages() {}

  static int limit(@Nullable Integer given) {
    if (given == null) return LeadQuery.DEFAULT_LIMIT;
    if (given < 1 || given > LeadQuery.MOST)
      throw Problem.BAD_PARAMETER.because("limit is from 1 to %d.".formatted(LeadQuery.MOST));
    return given;
  }

  static Cursor.@Nullable AfterLead afterLead(@Nullable String given) {
    if (given == null) return null;
    if (Cursor.parse(given) instanceof Cursor.AfterLead after) return after;
    throw broken();
  }

  static RequestFailed broken() {
    return Problem.BROKEN_CURSOR.because(BROKEN);
  }

  static @Nullable Cursor ofTimeline(@Nullable String given) {
    if (given == null) return null;
    Cursor cursor = Cursor.parse(given);
    if (entryId(cursor) == null) throw broken();
    return cursor;
  }

  /** A cursor of another lead's timeline is as broken as any. */
  static @Nullable Cursor within(List<String> leadIds, @Nullable Cursor cursor) {
    String entryId = entryId(cursor);
    if (entryId != null
        && leadIds.stream().map(ReadModels::firstEntryId).noneMatch(entryId::startsWith))
      throw broken();
    return cursor;
  }

  private static @Nullable String entryId(@Nullable Cursor cursor) {
    return switch (cursor) {
      case Cursor.OlderThan(String id) -> id;
      case Cursor.NewerThan(String id) -> id;
      case Cursor.AfterLead _ -> null;
      case null -> null;
    };
  }
}
