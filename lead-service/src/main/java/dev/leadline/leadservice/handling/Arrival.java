package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import org.jspecify.annotations.Nullable;

/**
 * A channel event that was understood.
 *
 * @param bodyHash tells a repeated event from another one under the same id
 * @param traceParent W3C trace context of its producer
 */
public record Arrival(ChannelEvent event, long bodyHash, @Nullable String traceParent) {}
