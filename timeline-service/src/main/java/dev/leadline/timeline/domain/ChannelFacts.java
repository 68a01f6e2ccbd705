package dev.leadline.timeline.domain;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.UnrecognisedFact;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Channel facts, read back from what was stored of them. */
final class ChannelFacts {

  private static final Map<String, Class<? extends ChannelFact>> BY_TYPE =
      WireName.catalogue(ChannelFact.class).values().stream()
          .collect(toUnmodifiableMap(fact -> WireName.of(fact).cloudEventType(), fact -> fact));

  private static final Json NOTHING = new Json("{}");

  private ChannelFacts() {}

  /** The fact; unrecognised when its type is unknown or what was stored does not fit the type. */
  static ChannelFact of(String type, Json payload) {
    Class<? extends ChannelFact> known = BY_TYPE.get(type);
    if (known == null) return new UnrecognisedFact(type, payload);
    try {
      return payload.as(known);
    } catch (JacksonException doesNotFit) {
      return new UnrecognisedFact(type, payload);
    }
  }

  /** The fact as it reads once the person is erased: it tells that it happened, and no more. */
  static ChannelFact erased(String type) {
    return of(type, NOTHING);
  }
}
