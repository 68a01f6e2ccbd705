package dev.leadline.events.channel;

import org.jspecify.annotations.Nullable;

/** Who did it; absent on an event means what its type implies. */
public record Actor(Kind kind, @Nullable String id, @Nullable String name) {

  /** Latest lead action and message counts look at {@code LEAD} alone. */
  public enum Kind {
    LEAD,
    AGENT,
    MEMBER,
    SYSTEM,
    VENDOR
  }
}
