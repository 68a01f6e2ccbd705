package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.IdentityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel event that was understood.
 *
 * @param keys of its lead, strongest first
 * @param bodyHash tells a repeated event from another one under the same id
 * @param traceParent W3C trace context of its producer
 */
public record Arrival(
    ChannelEvent event, List<IdentityKey> keys, long bodyHash, @Nullable String traceParent) {}
