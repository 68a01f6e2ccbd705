package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OperationsClient;
import dev.leadline.allinone.clients.PlatformStatus;
import dev.leadline.allinone.clients.PlatformStatus.Projection;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The read models of the embedded run are in memory: at every start they are built again from the
 * event store, and a screen that is looked at before would lack leads. The list of leads follows
 * them.
 */
final class ReadModels {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of rows that lie in a MongoDB already, which may be millions. */
  private static final Duration UNTIL_AN_INDEX_IS_BUILT = Duration.ofMinutes(15);

  /**
   * How far something is.
   *
   * @param position up to which nothing is missing
   * @param moved grows whenever anything of it goes on
   * @param head where it is going to
   */
  private record Reached(long position, long moved, long head) {}

  private ReadModels() {}

  /**
   * Returns when the projections are as far as the event store was at the first look, and then the
   * list of leads as far as they, so that traffic that goes on does not make it wait for ever.
   *
   * @throws CommandFailed when nothing moves any more
   */
  static void awaitHistory(OperationsClient operations) {
    await("read models", PATIENCE, operations, ReadModels::projections);
    await("list of leads", UNTIL_AN_INDEX_IS_BUILT, operations, ReadModels::leadIndex);
  }

  private static void await(
      String what,
      Duration patience,
      OperationsClient operations,
      Function<PlatformStatus, @Nullable Reached> look) {
    long wanted = -1;
    long moved = -1;
    long changed = System.nanoTime();
    try (var bar = Progress.of(what, 0)) {
      while (true) {
        Reached now = look.apply(operations.status());
        if (now != null) {
          if (wanted < 0) {
            wanted = now.head();
            bar.maxHint(wanted);
          }
          bar.stepTo(Math.min(now.position(), wanted));
          if (now.position() >= wanted) return;
          if (now.moved() != moved) changed = System.nanoTime();
          moved = now.moved();
        }
        if (System.nanoTime() - changed > patience.toNanos())
          throw new CommandFailed(
              "The %s: nothing moves any more. Look at leadline.log.".formatted(what));
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  private static @Nullable Reached projections(PlatformStatus status) {
    var projections = status.projections();
    if (projections == null || projections.isEmpty()) return null;
    return new Reached(
        projections.stream().mapToLong(Projection::position).min().orElseThrow(),
        projections.stream().mapToLong(Projection::position).sum(),
        projections.stream().mapToLong(Projection::head).max().orElseThrow());
  }

  private static @Nullable Reached leadIndex(PlatformStatus status) {
    var index = status.leadIndex();
    return index == null ? null : new Reached(index.position(), index.position(), index.head());
  }
}
