package dev.leadline.catalogue;

import dev.leadline.events.Json;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * The whole JSON value of a channel event.
 *
 * @param identity may be missing as far as the schema goes: an event about nobody is refused with a
 *     reason of its own
 */
public record Body<P extends ChannelFact>(
    @Nullable Identity identity,
    @Nullable Agent agent,
    @Nullable String conversationId,
    @Nullable Actor actor,
    @Nullable Context context,
    P payload) {

  /** A body with a payload of that type, to Jackson. */
  static JavaType of(Class<? extends ChannelFact> payload) {
    return Json.MAPPER.getTypeFactory().constructParametricType(Body.class, payload);
  }
}
