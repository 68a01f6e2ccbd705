package dev.leadline.events.channel;

import dev.leadline.events.Json;

/**
 * A fact of a type that this version does not know: kept as it came, shown as a generic entry,
 * counted, never refused (domain 4.10, 18).
 */
public record UnrecognisedFact(String type, Json payload) implements ChannelFact {}
