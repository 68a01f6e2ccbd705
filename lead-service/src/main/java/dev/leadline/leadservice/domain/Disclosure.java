package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadEvent.Parts;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an event may be told to the person who asks what is known of them, and to nobody else.
 */
public final class Disclosure {

  private Disclosure() {}

  /**
   * The event without what is about others: leads that were absorbed for a while have left their
   * events on the same stream.
   *
   * @param streamId the lead whose event it is
   * @param person the leads that are the person now
   * @return null if nothing in it is about them
   */
  public static @Nullable LeadEvent of(String streamId, LeadEvent event, Set<String> person) {
    return switch (event) {
      case LeadAbsorbed joined -> {
        List<Absorbed> own = own(joined.parts(), person);
        yield own.isEmpty()
            ? null
            : new LeadAbsorbed(
                joined.absorbedLeadId(),
                own,
                joined.by(),
                joined.at(),
                own(joined.personal(), person));
      }
      case LeadRestored restored -> {
        List<Absorbed> own = own(restored.parts(), person);
        yield own.isEmpty()
            ? null
            : new LeadRestored(
                restored.survivorId(),
                own,
                restored.by(),
                restored.at(),
                own(restored.personal(), person));
      }
      case LeadEvent other -> {
        String about = other.about();
        yield person.contains(about == null ? streamId : about) ? other : null;
      }
    };
  }

  private static @Nullable Parts own(@Nullable Parts parts, Set<String> person) {
    return parts == null ? null : new Parts(own(parts.whole(), person));
  }

  private static List<Absorbed> own(List<Absorbed> parts, Set<String> person) {
    return parts.stream().filter(part -> person.contains(part.leadId())).toList();
  }
}
