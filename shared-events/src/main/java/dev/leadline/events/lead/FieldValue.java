package dev.leadline.events.lead;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import org.jspecify.annotations.Nullable;

/**
 * The value of a field, who gave it and when: the highest rank wins, then the newest (domain 4.4).
 *
 * @param confidence how sure they are, from 0 to 1; null if they do not say. It decides nothing
 */
public record FieldValue(
    Value value, Provenance provenance, Moment observed, @Nullable Double confidence) {

  /** From somebody who does not say how sure they are. */
  public FieldValue(Value value, Provenance provenance, Moment observed) {
    this(value, provenance, observed, null);
  }

  FieldValue and(FieldValue other) {
    int byRank = Integer.compare(provenance.rank(), other.provenance.rank());
    if (byRank != 0) return byRank > 0 ? this : other;
    return observed.isAfter(other.observed) ? this : other;
  }
}
