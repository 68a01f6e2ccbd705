package dev.leadline.gateway.handling;

import dev.leadline.events.Json;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.WrittenRow;
import java.time.Instant;

/** Reads rows, which takes as long as to find them: who wants their JSON gets what was written. */
public final class Rows {

  private Rows() {}

  /** As it was written: what is overdue is for the reader to say. */
  public static LeadRow read(WrittenRow row) {
    return Json.MAPPER.readValue(row.json(), LeadRow.class);
  }

  /** As it is at a moment, in JSON. */
  public static String json(WrittenRow row, Instant now) {
    return row.isTrueAt(now) ? row.json() : Json.MAPPER.writeValueAsString(read(row).at(now));
  }
}
