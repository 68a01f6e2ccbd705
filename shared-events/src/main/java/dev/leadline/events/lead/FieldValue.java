package dev.leadline.events.lead;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;

/**
 * The value of a field, who gave it and when: the highest rank wins, then the newest (domain 4.4).
 */
public record FieldValue(Value value, Provenance provenance, Moment observed) {

  FieldValue and(FieldValue other) {
    int byRank = Integer.compare(provenance.rank(), other.provenance.rank());
    if (byRank != 0) return byRank > 0 ? this : other;
    return observed.isAfter(other.observed) ? this : other;
  }
}
