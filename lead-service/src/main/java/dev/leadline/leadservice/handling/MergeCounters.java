package dev.leadline.leadservice.handling;

import dev.leadline.leadservice.domain.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of leads that one event speaks of, and tells operators of monsters. */
public final class MergeCounters {

  /** {@code leadline.lead-service.merges}, tag {@code outcome}: pairs of leads by what became. */
  public static final String MERGES = Meters.MERGES.meter();

  private static final Logger LOG = LoggerFactory.getLogger(MergeCounters.class);

  private final Map<Kind, Counter> counters = new EnumMap<>(Kind.class);

  /** The closed set of outcomes. */
  public enum Kind {
    /** They are one lead now. */
    JOINED,
    /** A member has to judge. */
    SUGGESTED,
    /** Together they would have more keys than a person has: somebody has to look (5.5). */
    TOO_LARGE
  }

  /** What became of two leads. */
  record Pair(Kind kind, String lead, String other) {}

  /** Registers one counter for each outcome. */
  public MergeCounters(MeterRegistry registry) {
    for (Kind kind : Kind.values())
      counters.put(
          kind,
          Counter.builder(MERGES)
              .description("Pairs of leads that one event spoke of, by what became of them")
              .tag("outcome", kind.name().toLowerCase(Locale.ROOT))
              .register(registry));
  }

  /** Counts each of these once; to be called when they are stored. */
  void count(List<Pair> pairs) {
    for (Pair pair : pairs) {
      of(pair.kind()).increment();
      if (pair.kind() == Kind.TOO_LARGE)
        LOG.warn(
            "Leads {} and {} are not joined: together they have more keys than a person has",
            pair.lead(),
            pair.other());
    }
  }

  /** How many since this process started. */
  public long count(Kind kind) {
    return (long) of(kind).count();
  }

  private Counter of(Kind kind) {
    Counter counter = counters.get(kind);
    if (counter == null) throw new IllegalStateException("Every kind has a counter");
    return counter;
  }
}
