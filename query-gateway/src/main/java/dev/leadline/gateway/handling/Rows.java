package dev.leadline.gateway.handling;

import dev.leadline.events.Json;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.ExportedLead;
import dev.leadline.gateway.domain.WrittenLead;
import dev.leadline.gateway.domain.WrittenRow;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads rows, which takes as long as to find them: who wants their JSON gets what was written. */
public final class Rows {

  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private Rows() {}

  /** As it was written: what is overdue is for the reader to say. */
  public static LeadRow read(WrittenRow row) {
    return Json.MAPPER.readValue(row.json(), LeadRow.class);
  }

  /** As files have it. */
  public static ExportedLead exported(WrittenLead lead) {
    return new ExportedLead(read(lead.row()), customFields(lead.customFields()));
  }

  /** Custom fields by name, of a JSON object; none of null. */
  public static Map<String, String> customFields(@Nullable String json) {
    return json == null ? Map.of() : Json.MAPPER.readValue(json, FIELDS);
  }

  /** As it is at a moment, in JSON. */
  public static String json(WrittenRow row, Instant now) {
    return row.isTrueAt(now) ? row.json() : Json.MAPPER.writeValueAsString(read(row).at(now));
  }
}
