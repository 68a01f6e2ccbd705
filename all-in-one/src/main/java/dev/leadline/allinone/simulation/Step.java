package dev.leadline.allinone.simulation;

import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The next thing in somebody's journey, not yet given a time.
 *
 * @param key of the Kafka record
 * @param fact what happens, once it is known when; due dates and meetings lie some time after
 */
record Step(
    String key,
    String source,
    Identity identity,
    @Nullable Agent agent,
    @Nullable String conversationId,
    Actor actor,
    Context context,
    Function<Instant, ChannelFact> fact) {

  Body at(Instant occurred) {
    return new Body(identity, agent, conversationId, actor, context, fact.apply(occurred));
  }
}
