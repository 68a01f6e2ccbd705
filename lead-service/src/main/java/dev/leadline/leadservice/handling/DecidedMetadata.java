package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import java.util.UUID;
import java.util.function.BiFunction;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What is stored beside the events that one channel event led to, whichever leads they are of. The
 * interaction itself carries what duplicates are recognised by; all others are numbered from 1.
 */
final class DecidedMetadata implements BiFunction<LeadEvent, Integer, MetaData> {

  private final Arriving arriving;
  private final @Nullable UUID naturalKey;
  private int others;

  DecidedMetadata(Arriving arriving, @Nullable UUID naturalKey) {
    this.arriving = arriving;
    this.naturalKey = naturalKey;
  }

  @Override
  public MetaData apply(LeadEvent decided, Integer place) {
    boolean interaction = decided instanceof LeadEvent.InteractionRecorded;
    ChannelEvent event = arriving.event();
    return new EventMetadata(
            interaction
                ? arriving.eventId()
                : Fingerprints.eventId(event.tenant(), event.source(), event.id(), ++others),
            interaction ? naturalKey : null,
            interaction ? arriving.arrival().bodyHash() : null,
            event.tenant(),
            arriving.arrival().traceParent())
        .toMetaData();
  }
}
