package dev.leadline.events.channel;

import org.jspecify.annotations.Nullable;

/** The AI actor of one channel. */
public record Agent(String agentId, @Nullable Type type, @Nullable String version) {

  /** What kind of agent it is (domain 4.10, 17). */
  public enum Type {
    CHAT,
    EMAIL,
    VOICE,
    TEXT,
    COPILOT,
    DEMO
  }
}
