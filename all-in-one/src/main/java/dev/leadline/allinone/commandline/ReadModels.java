package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OperationsClient;
import dev.leadline.allinone.clients.PlatformStatus.Projection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The read models of the embedded run are in memory: at every start they are built again from the
 * event store, and a screen that is looked at before would lack leads.
 */
final class ReadModels {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ReadModels() {}

  /**
   * Returns when the projections are as far as the event store was at the first look, so that
   * traffic that goes on does not make it wait for ever.
   *
   * @throws CommandFailed when for a minute no projection moves
   */
  static void awaitHistory(OperationsClient operations) {
    List<Projection> projections = projections(operations);
    long newest = projections.stream().mapToLong(Projection::head).max().orElse(0);
    long seen = -1;
    long changed = System.nanoTime();
    try (var bar = Progress.of("read models", newest)) {
      while (projections.isEmpty() || isBehind(projections, newest)) {
        long now = projections.stream().mapToLong(Projection::position).sum();
        if (now != seen) {
          seen = now;
          changed = System.nanoTime();
        }
        if (System.nanoTime() - changed > PATIENCE.toNanos())
          throw new CommandFailed("The projections do not move: look at leadline.log.");
        bar.stepTo(projections.stream().mapToLong(Projection::position).min().orElse(0));
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        projections = projections(operations);
      }
      bar.stepTo(newest);
    }
  }

  private static boolean isBehind(List<Projection> projections, long newest) {
    return projections.stream().anyMatch(projection -> projection.position() < newest);
  }

  private static List<Projection> projections(OperationsClient operations) {
    var projections = operations.status().projections();
    return projections == null ? List.of() : projections;
  }
}
