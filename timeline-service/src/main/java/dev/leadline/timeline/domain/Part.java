package dev.leadline.timeline.domain;

import java.util.UUID;

/**
 * Some of the leads of a projection: the piece of work that one thread of one instance does.
 *
 * @param generation which copy of the read model it writes
 * @param number from 0
 * @param of into how many parts the leads were divided when the projection began
 */
public record Part(String projection, int generation, int number, int of) {

  /** Whether the lead is in this part; all its events are, and so come one after the other. */
  public boolean has(UUID leadId) {
    return Math.floorMod(leadId.hashCode(), of) == number;
  }
}
