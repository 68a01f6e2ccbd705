package dev.leadline.leadservice.http;

import dev.leadline.events.CsvLine;
import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.ExportPeople;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that is known of a person as CSV: a line for each value that was ever told, with how it is
 * known, and for each thing that was said or done.
 */
final class ExportedCsv {

  private static final List<String> HEADER =
      List.of(
          "leadId", "happenedAt", "recordedAt", "type", "source", "field", "value", "provenance");

  private final Writer out;

  private ExportedCsv(Writer out) {
    this.out = out;
  }

  static void write(ExportPeople export, ExportPeople.Ready ready, OutputStream body)
      throws IOException {
    var out = new OutputStreamWriter(body, StandardCharsets.UTF_8);
    var csv = new ExportedCsv(out);
    csv.line(HEADER);
    export.read(ready, csv::event);
    out.flush();
  }

  private void event(StoredEvent stored, LeadEvent event) {
    Content content = event instanceof InteractionRecorded told ? told.personal() : null;
    if (content != null)
      for (Content.Observation seen : content.observations())
        line(stored, event, seen.field(), seen.value().shown(), seen.provenance().name());
    JsonNode said =
        content == null
            ? Json.MAPPER.valueToTree(event.personal())
            : Json.MAPPER.readTree(content.payload().text());
    leaves(stored, event, "", said);
  }

  /** A line for each value inside; one without a value for what has none. */
  private void leaves(StoredEvent stored, LeadEvent event, String field, JsonNode node) {
    if (node.isContainer() && !node.isEmpty()) {
      node.properties()
          .forEach(inner -> leaves(stored, event, under(field, inner.getKey()), inner.getValue()));
      if (node.isArray())
        for (int i = 0; i < node.size(); i++)
          leaves(stored, event, under(field, Integer.toString(i)), node.get(i));
    } else {
      String value = node.isNull() || node.isContainer() ? null : node.asString();
      line(stored, event, field, value, null);
    }
  }

  private static String under(String field, String name) {
    return field.isEmpty() ? name : field + '.' + name;
  }

  private void line(
      StoredEvent stored,
      LeadEvent event,
      String field,
      @Nullable String value,
      @Nullable String provenance) {
    var interaction = event instanceof InteractionRecorded told ? told.origin() : null;
    line(
        List.of(
            Objects.requireNonNullElse(event.about(), stored.leadId()),
            interaction == null ? "" : interaction.at().toString(),
            stored.recordedAt().toString(),
            interaction == null ? WireName.of(event.getClass()).name() : interaction.type(),
            interaction == null ? "" : interaction.source(),
            field,
            Objects.requireNonNullElse(value, ""),
            Objects.requireNonNullElse(provenance, "")));
  }

  private void line(List<String> cells) {
    try {
      out.write(CsvLine.of(cells));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
