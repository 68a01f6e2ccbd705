package dev.leadline.enrichment.domain.crm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a CRM has been read.
 *
 * @param since everything that was changed before is known
 * @param cursor the CRM's own mark of the next page; null at the beginning of a round
 * @param newest the newest change that was seen in this round
 */
public record Position(Instant since, @Nullable String cursor, Instant newest) {

  /** The beginning of a round. */
  public static Position from(Instant since) {
    return new Position(since, null, since);
  }

  /** After a page; the round is over if there is no cursor. */
  public Position after(@Nullable Instant seen, @Nullable String next) {
    Instant latest = seen != null && seen.isAfter(newest) ? seen : newest;
    return next == null ? from(latest) : new Position(since, next, latest);
  }

  /** The mark does not hold any more: from what is known for certain. */
  public Position again() {
    return from(since);
  }
}
