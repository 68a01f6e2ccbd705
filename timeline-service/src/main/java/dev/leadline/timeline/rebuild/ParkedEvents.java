package dev.leadline.timeline.rebuild;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.eventstore.store.UnreadableEvent;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.handling.FindParkedEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Parked events are in the event store, and nowhere else. */
@Component
final class ParkedEvents implements FindParkedEvent {

  private final EventLog log;

  ParkedEvents(EventLog log) {
    this.log = log;
  }

  @Override
  public @Nullable LeadEvent find(Parked parked) {
    try {
      return log.ofLeads(List.of(UUID.fromString(parked.leadId()))).stream()
          .filter(stored -> stored.eventId().toString().equals(parked.eventId()))
          .map(StoredEvent::event)
          .findFirst()
          .orElse(null);
    } catch (UnreadableEvent beforeIt) {
      return null;
    }
  }
}
