package dev.leadline.gateway.domain;

import java.time.Instant;

/**
 * A row of the list as it was written, which is how most of them are given out.
 *
 * @param json of a {@link dev.leadline.events.view.LeadRow}
 * @param trueUntil the last millisecond at which it says what is
 */
public record WrittenRow(String json, long trueUntil) {

  /** Whether it says what is at a moment. */
  public boolean isTrueAt(Instant now) {
    return now.toEpochMilli() <= trueUntil;
  }
}
