package dev.leadline.gateway.handling;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.FindLeads.Answer;
import dev.leadline.gateway.domain.FindLeads.Found;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of leads (domain 4.9).
 *
 * @param total over all pages, exact
 * @param nextCursor null on the last page
 * @param facets for each filter, how many leads each of its values has, with all other filters
 *     applied
 */
public record LeadsPage(
    @ArraySchema(schema = @Schema(implementation = LeadRow.class)) List<Item> items,
    long total,
    @Nullable String nextCursor,
    Timeframe timeframe,
    Map<String, Map<String, Long>> facets) {

  /** A row as it is now, in JSON. */
  public record Item(@JsonRawValue @JsonValue String json) {}

  /** The bounds that were applied, and in which zone; null is unbounded. */
  public record Timeframe(@Nullable Instant from, @Nullable Instant to, String zone) {}

  private static String next(Found last) {
    return last.place(Rows.read(last.row()).leadId()).text();
  }

  /**
   * What was found within bounds.
   *
   * @param now decides which step is overdue
   */
  public static LeadsPage of(Answer answer, Bounds bounds, Instant now) {
    var facets = new LinkedHashMap<String, Map<String, Long>>();
    for (Dimension dimension : Dimension.values()) {
      Map<String, Long> counts = answer.facets().get(dimension);
      if (counts != null) facets.put(dimension.parameter(), counts);
    }
    return new LeadsPage(
        answer.found().stream().map(one -> new Item(Rows.json(one.row(), now))).toList(),
        answer.total(),
        answer.more() ? next(answer.found().getLast()) : null,
        new Timeframe(bounds.from(), bounds.to(), bounds.zone().getId()),
        Collections.unmodifiableMap(facets));
  }
}
