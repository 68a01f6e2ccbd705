package dev.leadline.gateway.handling;

import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.Csv;
import dev.leadline.gateway.domain.EachLead;
import dev.leadline.gateway.domain.LeadQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Writes a whole list as CSV: as it is when the writing begins, whatever changes meanwhile. */
public final class ExportLeads {

  private final EachLead each;
  private final Clock clock;

  public ExportLeads(EachLead each, Clock clock) {
    this.each = each;
    this.clock = clock;
  }

  /**
   * Hands over the header and then a line for each lead. Nothing is handed over if the list cannot
   * be read at all.
   */
  public void export(LeadQuery query, Consumer<String> lines) {
    Instant now = clock.instant();
    ZoneId zone = query.filters().bounds().zone();
    var begun = new AtomicBoolean();
    each.each(
        query,
        row -> {
          if (!begun.getAndSet(true)) lines.accept(Csv.line(Csv.HEADER));
          lines.accept(line(row, now, zone));
        });
    if (!begun.get()) lines.accept(Csv.line(Csv.HEADER));
  }

  private static String line(LeadRow row, Instant now, ZoneId zone) {
    return Csv.line(row.at(now), zone);
  }
}
