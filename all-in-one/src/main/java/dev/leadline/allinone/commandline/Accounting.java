package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OperationsClient;
import dev.leadline.allinone.clients.PlatformStatus.Ingest;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Waits until the platform has told of every event what became of it. */
final class Accounting {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Accounting() {}

  /** What became of events so far. */
  static Ingest ingest(OperationsClient operations) {
    Ingest ingest = operations.status().ingest();
    if (ingest == null)
      throw new CommandFailed("lead-service does not answer: look at './leadline status'.");
    return ingest;
  }

  /**
   * What became of {@code expected} events.
   *
   * @throws CommandFailed when for a minute nothing more is taken in
   */
  static Ingest await(
      OperationsClient operations, Ingest before, long expected, LongConsumer progress) {
    long seen = -1;
    long changed = System.nanoTime();
    while (true) {
      Ingest outcome = ingest(operations).since(before);
      if (outcome.received() < 0)
        throw new CommandFailed("lead-service was started anew meanwhile: its counts began again.");
      progress.accept(Math.min(expected, outcome.received()));
      if (outcome.received() >= expected) return outcome;
      if (outcome.received() != seen) {
        seen = outcome.received();
        changed = System.nanoTime();
      }
      if (System.nanoTime() - changed > PATIENCE.toNanos())
        throw new CommandFailed(
            "Only %,d of %,d events were taken in, and none for a minute: look at './leadline status'."
                .formatted(seen, expected));
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
