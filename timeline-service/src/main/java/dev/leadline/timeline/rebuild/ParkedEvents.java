package dev.leadline.timeline.rebuild;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.UnreadableEvent;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.handling.FindParkedEvent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
    var found = new AtomicReference<@Nullable LeadEvent>();
    try {
      log.ofLeads(
          List.of(UUID.fromString(parked.leadId())),
          some ->
              some.stream()
                  .filter(stored -> stored.eventId().toString().equals(parked.eventId()))
                  .forEach(stored -> found.set(stored.event())));
    } catch (UnreadableEvent afterIt) {
      // What was found before it is what was asked for.
    }
    return found.get();
  }
}
