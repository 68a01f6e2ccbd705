package dev.leadline.leadservice.handling;

import dev.leadline.leadservice.domain.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what becomes of received records; the sum of the outcomes is what was received. */
public final class IngestCounters {

  /** {@code leadline.ingest.events}, tag {@code outcome}: records by what became of them. */
  public static final String EVENTS = Meters.INGEST_EVENTS.meter();

  private final MeterRegistry registry;
  private final Map<Kind, Counter> counters = new EnumMap<>(Kind.class);
  private final Map<Outcome.Reason, Counter> parked = new EnumMap<>(Outcome.Reason.class);

  /** The closed set of outcomes. */
  public enum Kind {
    STORED,
    DUPLICATE,
    PARKED,
    UNKNOWN
  }

  /** Registers one counter for each outcome and reason, from 0: the first one shows as a rise. */
  public IngestCounters(MeterRegistry registry) {
    this.registry = registry;
    for (Kind kind : Kind.values())
      counters.put(
          kind,
          Counter.builder(EVENTS)
              .description("Channel events received, by what became of them")
              .tag("outcome", kind.name().toLowerCase(Locale.ROOT))
              .register(registry));
    for (Outcome.Reason reason : Outcome.Reason.values())
      parked.put(
          reason,
          Counter.builder(Meters.PARKED.meter())
              .description("Channel events parked, by reason")
              .tag(Meters.PARKED.tag(), reason.name().toLowerCase(Locale.ROOT))
              .register(registry));
  }

  /** Counts each of these once. */
  public void count(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      of(kind(outcome)).increment();
      if (outcome instanceof Outcome.Parked why) of(why.reason()).increment();
    }
  }

  /** Counts fields that an event of a known type has, and its type has not. */
  public void countIgnored(String type, List<String> fields) {
    if (fields.isEmpty()) return;
    Counter.builder(Meters.IGNORED_FIELDS.meter())
        .description("Fields of channel events that their type does not have, by type")
        .tag(Meters.IGNORED_FIELDS.tag(), type)
        .register(registry)
        .increment(fields.size());
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

  private Counter of(Outcome.Reason reason) {
    Counter counter = parked.get(reason);
    if (counter == null) throw new IllegalStateException("Every reason has a counter");
    return counter;
  }

  private static Kind kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Stored stored -> Kind.STORED;
      case Outcome.Duplicate duplicate -> Kind.DUPLICATE;
      case Outcome.Parked parked -> Kind.PARKED;
      case Outcome.Unknown unknown -> Kind.UNKNOWN;
    };
  }
}
