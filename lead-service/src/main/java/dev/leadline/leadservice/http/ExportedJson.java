package dev.leadline.leadservice.http;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.leadservice.handling.ExportPeople;
import java.io.OutputStream;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/**
 * All that is known of a person as JSON: who they are now, each value with how it is known, and
 * then everything that was recorded of them, written while it is read.
 */
final class ExportedJson {

  private ExportedJson() {}

  static void write(ExportPeople export, ExportPeople.Ready ready, Instant now, OutputStream body) {
    try (JsonGenerator json = Json.MAPPER.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringProperty("leadId", ready.lead().leadId());
      json.writePOJOProperty("leadIds", ExportPeople.leadIds(ready.lead()));
      json.writePOJOProperty("requestedAt", ready.export().requestedAt());
      json.writePOJOProperty("profile", LeadDetail.of(ready.lead(), ready.lead().leadId(), now));
      json.writeArrayPropertyStart("history");
      export.read(
          ready,
          (stored, event) -> {
            json.writeStartObject();
            String about = event.about();
            json.writeStringProperty("leadId", about == null ? stored.leadId() : about);
            json.writePOJOProperty("recordedAt", stored.recordedAt());
            json.writeStringProperty("type", WireName.of(event.getClass()).name());
            json.writePOJOProperty("data", event);
            json.writeEndObject();
          });
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
