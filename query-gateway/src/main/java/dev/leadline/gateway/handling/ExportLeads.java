package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.Csv;
import dev.leadline.gateway.domain.EachLead;
import dev.leadline.gateway.domain.LeadQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
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
    var columns = new ArrayList<String>();
    each.each(
        query,
        customFields -> {
          columns.addAll(customFields);
          lines.accept(Csv.header(columns));
        },
        lead -> lines.accept(Csv.line(lead, columns, now, zone)));
  }
}
