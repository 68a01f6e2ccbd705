package dev.leadline.notification.handling;

import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.domain.Announced.Said;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Makes lead events of records. */
public final class ReadLeadEvents {

  /** Reads one record. */
  public Reading<Announced> read(Map<String, String> headers, byte @Nullable [] value) {
    return switch (LeadAnnouncement.read(headers::get, value)) {
      case LeadAnnouncement.Broken(String why) -> new Reading.Broken<>(why);
      case LeadAnnouncement.Unknown(String type) -> new Reading.Unknown<>(type);
      case LeadAnnouncement.Understood(LeadAnnouncement told) ->
          new Reading.Understood<>(
              new Announced(
                  told.tenant(),
                  told.leadId(),
                  told.eventId(),
                  told.sequence(),
                  told.recordedAt(),
                  told.event(),
                  said(told.event()),
                  told.traceParent()));
    };
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
