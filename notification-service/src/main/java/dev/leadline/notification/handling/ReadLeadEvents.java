package dev.leadline.notification.handling;

import dev.leadline.events.Json;
import dev.leadline.events.Upcasts;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.domain.Announced.Said;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes lead events of records. */
public final class ReadLeadEvents {

  private static final Pattern TYPE = Pattern.compile("leadline\\.(.+)\\.v(\\d{1,4})");
  private static final Map<String, Class<? extends LeadEvent>> KNOWN =
      WireName.catalogue(LeadEvent.class);

  /** What a record is. */
  public sealed interface Reading {}

  /** An event of a lead. */
  public record Understood(Announced announced) implements Reading {}

  /** An event of a type that a later version of Leadline may know. */
  public record Unknown(String type) implements Reading {}

  /** No event. */
  public record Broken(String why) implements Reading {}

  /** Reads one record. */
  public Reading read(Map<String, String> headers, byte @Nullable [] value) {
    return switch (CloudEvent.read(headers, value)) {
      case CloudEvent.Broken(CloudEvent.BrokenReason reason, String detail) -> new Broken(detail);
      case CloudEvent.Understood(CloudEvent event) ->
          read(event, headers.get("ce_subject"), headers.get("ce_sequence"));
    };
  }

  private static Reading read(
      CloudEvent event, @Nullable String leadId, @Nullable String sequence) {
    Matcher type = TYPE.matcher(event.type());
    Class<? extends LeadEvent> known = type.matches() ? KNOWN.get(type.group(1)) : null;
    if (known == null) return new Unknown(event.type());
    if (leadId == null || sequence == null)
      return new Broken("No lead, or no place in its history");
    try {
      var name = new WireName(type.group(1), Integer.parseInt(type.group(2)));
      int revision = WireName.of(known).revision();
      if (name.revision() > revision) return new Unknown(event.type());
      JsonNode body = Upcasts.ALL.upcast(name, revision, event.data());
      LeadEvent read = Json.MAPPER.treeToValue(body, known);
      return new Understood(
          new Announced(
              event.tenant(),
              leadId,
              event.id(),
              Long.parseLong(sequence),
              event.time(),
              read,
              said(read)));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return new Broken(unreadable.getClass().getSimpleName());
    }
  }

  private static Said said(LeadEvent event) {
    Content content =
        event instanceof InteractionRecorded interaction ? interaction.personal() : null;
    if (content == null) return Said.NOTHING;
    try {
      Said said = content.payload().as(Said.class);
      // Only what counts as a message of the lead are the lead's words.
      boolean words = ((InteractionRecorded) event).decision().messages() > 0;
      return words ? said : new Said(null, said.askedForHuman(), said.reason(), said.error());
    } catch (JacksonException anythingElse) {
      return Said.NOTHING;
    }
  }
}
