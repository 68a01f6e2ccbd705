package dev.leadline.leadservice.domain;

import java.time.Instant;

/**
 * Something that is to be done to a lead when a time comes.
 *
 * @param round which block or takeover it is about: what came after it is none of its business
 */
public record Deadline(String tenant, String leadId, What what, Instant dueAt, long round) {

  /** What is to be done. */
  public enum What {
    BLOCK_ENDS,
    TAKEOVER_GOES_STALE,
    TAKEOVER_ENDS
  }

  /** The same at another time. */
  public Deadline at(Instant time) {
    return new Deadline(tenant, leadId, what, time, round);
  }
}
