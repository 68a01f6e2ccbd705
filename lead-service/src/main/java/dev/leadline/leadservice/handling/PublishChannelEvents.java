package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.CloudEvent;
import java.util.List;

/** Puts events that came by HTTP onto the one way in. */
@FunctionalInterface
public interface PublishChannelEvents {

  /**
   * Returns when the broker has them all.
   *
   * @throws Unavailable when it does not take them; some may have been taken, and sending all of
   *     them again does no harm
   */
  void publish(List<Publication> publications);

  /** An event as it came, and understood. */
  record Publication(CloudEvent envelope, ChannelEvent event) {}

  /** The broker cannot be reached. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Because of this. */
    public Unavailable(Throwable cause) {
      super("The broker does not take events now.", cause);
    }
  }
}
