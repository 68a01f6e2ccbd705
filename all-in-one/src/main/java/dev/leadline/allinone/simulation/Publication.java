package dev.leadline.allinone.simulation;

import dev.leadline.events.channel.CloudEvent;

/**
 * One record of the ingress topic.
 *
 * @param key tenant and strongest identity, without personal data (domain 4.10, 8)
 * @param repeated whether the same record was published before, as a retrying producer does
 */
public record Publication(String key, CloudEvent event, boolean repeated) {

  Publication again() {
    return new Publication(key, event, true);
  }
}
