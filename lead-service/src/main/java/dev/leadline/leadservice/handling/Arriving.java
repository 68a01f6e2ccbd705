package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.leadservice.domain.TenantKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a batch with what follows from it.
 *
 * @param keys strongest first
 */
record Arriving(Arrival arrival, UUID eventId, List<TenantKey> keys) {

  static Arriving of(Arrival arrival) {
    ChannelEvent event = arrival.event();
    return new Arriving(
        arrival,
        Fingerprints.eventId(event.tenant(), event.source(), event.id(), 0),
        arrival.keys().stream().map(key -> new TenantKey(event.tenant(), key)).toList());
  }

  ChannelEvent event() {
    return arrival.event();
  }

  /** The id of the lead, as far as its producer knows it. */
  @Nullable String named() {
    return event().identity().leadId();
  }
}
