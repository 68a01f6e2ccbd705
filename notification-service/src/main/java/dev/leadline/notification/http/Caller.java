package dev.leadline.notification.http;

import dev.leadline.events.channel.ChannelEvent;
import org.jspecify.annotations.Nullable;

/** Who calls, as the gateway says it. */
final class Caller {

  /** The header in which the gateway says whose settings these are. */
  static final String TENANT = "Leadline-Tenant";

  private Caller() {}

  static String tenant(@Nullable String given) {
    return given == null || given.isBlank() ? ChannelEvent.DEFAULT_TENANT : given;
  }
}
