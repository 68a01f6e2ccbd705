package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.leadservice.handling.CommandLeads.Answer;
import dev.leadline.leadservice.handling.CommandLeads.Done;
import dev.leadline.leadservice.handling.CommandLeads.KeyReused;
import dev.leadline.leadservice.handling.CommandLeads.VersionChanged;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what a command is recognised when it comes again.
 *
 * @param key that its caller gave it; null if there is none
 * @param bodyHash tells a repetition from another command under the same key
 */
record CommandId(String tenant, @Nullable String key, long bodyHash) {

  /** What is stored beside the nth event that the command led to, from 0. */
  EventMetadata metadata(int n) {
    return new EventMetadata(eventId(n), null, bodyHash, tenant, null);
  }

  private UUID eventId(int n) {
    return key == null ? UUID.randomUUID() : Fingerprints.commandId(tenant, key, n);
  }

  /**
   * The answer to a command that was done before, or that was meant for another version of the
   * lead; null if it is to be done.
   *
   * @param onVersion the lead's version that the caller has seen; null if any will do
   */
  @Nullable Answer before(AcceptedEvents accepted, LeadState lead, @Nullable Long onVersion) {
    if (key != null) {
      UUID id = eventId(0);
      AcceptedEvents.Accepted before = accepted.find(List.of(id), List.of()).byEventId().get(id);
      if (before != null) return before.hasBody().test(bodyHash) ? new Done(lead) : new KeyReused();
    }
    return onVersion == null || onVersion == lead.version()
        ? null
        : new VersionChanged(lead.version());
  }
}
