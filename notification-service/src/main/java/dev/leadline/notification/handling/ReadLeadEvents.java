package dev.leadline.notification.handling;

import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.domain.Announced.Said;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Makes lead events of records. */
public final class ReadLeadEvents {

  private final EventFamily<LeadEvent> family = new EventFamily<>(LeadEvent.class);

  /** Reads one record. */
  public Reading<Announced> read(Map<String, String> headers, byte @Nullable [] value) {
    return switch (CloudEvent.read(headers, value)) {
      case CloudEvent.Broken(CloudEvent.BrokenReason reason, String detail) ->
          new Reading.Broken<>(detail);
      case CloudEvent.Understood(CloudEvent event) ->
          switch (family.read(event)) {
            case Reading.Unknown<LeadEvent>(String type) -> new Reading.Unknown<>(type);
            case Reading.Broken<LeadEvent>(String why) -> new Reading.Broken<>(why);
            case Reading.Understood<LeadEvent>(LeadEvent read) ->
                placed(event, read, headers.get("ce_subject"), headers.get("ce_sequence"));
          };
    };
  }

  private static Reading<Announced> placed(
      CloudEvent event, LeadEvent read, @Nullable String leadId, @Nullable String sequence) {
    if (leadId == null || sequence == null || !sequence.matches("\\d{1,18}"))
      return new Reading.Broken<>("No lead, or no place in its history");
    return new Reading.Understood<>(
        new Announced(
            event.tenant(),
            leadId,
            event.id(),
            Long.parseLong(sequence),
            event.time(),
            read,
            said(read),
            event.traceParent()));
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
