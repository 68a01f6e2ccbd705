package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Phrases;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page of dead letters.
 *
 * @param total how many wait in all
 * @param next null on the last page
 * @param missing services that did not answer
 */
record OperationsLetters(
    List<Letter> items, String total, @Nullable String next, List<String> missing) {

  /** One, as far as it is known. */
  record Letter(
      String id,
      String reason,
      String source,
      Viewer.@Nullable When at,
      @Nullable String detail,
      @Nullable String type,
      @Nullable String payload) {}

  static OperationsLetters of(JsonNode page, Viewer viewer) {
    return new OperationsLetters(
        page.path("items").valueStream().map(one -> letter(one, viewer)).toList(),
        AnalyticsSheet.count(page.path("total").asLong(0)),
        OperationsLines.text(page, "nextCursor"),
        page.path("unavailable").valueStream().map(it -> it.asString("")).toList());
  }

  private static Letter letter(JsonNode one, Viewer viewer) {
    JsonNode payload = one.path("payload");
    return new Letter(
        one.path("id").asString(""),
        Phrases.field(one.path("reason").asString("").toLowerCase(Locale.ROOT)),
        one.path("source").asString(""),
        when(OperationsLines.text(one, "at"), viewer),
        OperationsLines.text(one, "detail"),
        OperationsLines.text(one, "type"),
        payload.isMissingNode() || payload.isNull()
            ? null
            : payload.isString() ? payload.asString("") : payload.toPrettyString());
  }

  private static Viewer.@Nullable When when(@Nullable String at, Viewer viewer) {
    try {
      return at == null ? null : viewer.when(Instant.parse(at));
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
