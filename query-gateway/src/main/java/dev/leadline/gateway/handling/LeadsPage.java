package dev.leadline.gateway.handling;

import dev.leadline.events.view.LeadRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of leads (domain 4.9).
 *
 * @param total over all pages, exact
 * @param nextCursor null on the last page
 */
public record LeadsPage(
    List<LeadRow> items, long total, @Nullable String nextCursor, Timeframe timeframe) {

  /** The bounds that were applied, and in which zone; null is unbounded. */
  public record Timeframe(@Nullable Instant from, @Nullable Instant to, String zone) {

    /** No bounds. */
    public static final Timeframe ALL = new Timeframe(null, null, "UTC");
  }
}
