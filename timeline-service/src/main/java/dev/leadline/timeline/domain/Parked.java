package dev.leadline.timeline.domain;

import java.time.Instant;

/**
 * A lead whose events a projection does not take any more, from one on that it cannot project. The
 * events themselves stay in the event store, and none is copied here.
 *
 * @param projection what readers call the read model
 * @param reason UNREADABLE, or the name of what was thrown
 * @param detail for a person; nothing personal
 * @param position of the event in the store
 * @param type its wire name, where it is known which event it is
 * @param discarded why nobody waits for it any more; empty while somebody does
 */
public record Parked(
    String projection,
    String leadId,
    String tenant,
    String reason,
    String detail,
    long position,
    String eventId,
    String type,
    Instant at,
    String discarded) {

  /** Of an event that cannot be read. */
  public static final String UNREADABLE = "UNREADABLE";

  /** There is one at most for each lead of a read model. */
  public String id() {
    return projection + "~" + leadId;
  }
}
