package dev.leadline.leadservice.handling;

import dev.leadline.eventstore.store.StoredEvent;
import java.util.List;

/** Tells stored events once more, to a topic that nobody who acts upon events listens to. */
public interface PublishHistory {

  /** Whether it is one of the platform's own topics, which history is never sent to. */
  boolean isLive(String topic);

  /** Whether there is such a topic. */
  boolean exists(String topic);

  /** Makes a topic. */
  void make(String topic);

  /**
   * Returns when the broker has them all.
   *
   * @throws PublishChannelEvents.Unavailable when it does not take them
   */
  void publish(String topic, List<StoredEvent> events);
}
