package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many events come in a second, from two readings of a counter. */
final class IngestPace {

  private static final Duration SHORTEST = Duration.ofMillis(800);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private @Nullable Reading before;
  private @Nullable Reading latest;

  private record Reading(long received, Instant at) {}

  /**
   * The pace as it was lately.
   *
   * @return a number with a decimal; a dash while there was no reading of late
   */
  synchronized String of(ServiceStatus.Ingest ingest, Instant now) {
    Reading last = latest;
    if (last == null || Duration.between(last.at(), now).compareTo(SHORTEST) >= 0) {
      before = last;
      latest = new Reading(ingest.received(), now);
    }
    Reading first = before;
    Reading second = latest;
    if (first == null || second == null) return "—";
    Duration between = Duration.between(first.at(), second.at());
    long events = second.received() - first.received();
    if (between.compareTo(LONGEST) > 0 || events < 0) return "—";
    return String.format(Locale.ENGLISH, "%.1f", 1000.0 * events / between.toMillis());
  }
}
