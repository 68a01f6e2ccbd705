package dev.leadline.allinone.simulation;

import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity;
import org.jspecify.annotations.Nullable;

/** The data of a channel event as a producer writes it (domain 4.1). */
record Body(
    Identity identity,
    @Nullable Agent agent,
    @Nullable String conversationId,
    Actor actor,
    Context context,
    ChannelFact payload) {}
