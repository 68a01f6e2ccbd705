package dev.leadline.events.lead;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The value of a field, who gave it and when: the highest rank wins, then the newest (domain 4.4).
 *
 * @param observed when this lead's events told it
 * @param confidence how sure they are, from 0 to 1; null if they do not say. It decides nothing
 * @param saidAt when they said it, if that was before they were asked about this lead. It decides
 *     nothing either: what is recalled for a lead today is of today's company
 * @param about the address or number of which it is the state; null where it is of none, or nobody
 *     says of which
 */
public record FieldValue(
    Value value,
    Provenance provenance,
    Moment observed,
    @Nullable Double confidence,
    @Nullable Instant saidAt,
    @Nullable String about) {

  /** From somebody who does not say how sure they are. */
  public FieldValue(Value value, Provenance provenance, Moment observed) {
    this(value, provenance, observed, null, null, null);
  }

  /** When it was said, which may be before it was told of this lead. */
  public Instant at() {
    return saidAt == null ? observed.at() : saidAt;
  }

  /** The one of two that counts; it does not matter which is asked for the other. */
  public FieldValue and(FieldValue other) {
    int byRank = Integer.compare(provenance.rank(), other.provenance.rank());
    if (byRank != 0) return byRank > 0 ? this : other;
    return observed.isAfter(other.observed) ? this : other;
  }
}
