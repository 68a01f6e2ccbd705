package dev.leadline.events.lead;

import java.time.Instant;
import java.util.Comparator;

/**
 * A point in a lead's history, and who reported it. Moments order the same way whatever arrived
 * first.
 *
 * @param at when it happened
 * @param source the producer
 * @param id the producer's id of the event; with {@code source} it settles equal instants
 */
public record Moment(Instant at, String source, String id) implements Comparable<Moment> {

  private static final Comparator<Moment> ORDER =
      Comparator.comparing(Moment::at).thenComparing(Moment::source).thenComparing(Moment::id);

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }

  /** Whether this is later than the other. */
  public boolean isAfter(Moment other) {
    return compareTo(other) > 0;
  }
}
