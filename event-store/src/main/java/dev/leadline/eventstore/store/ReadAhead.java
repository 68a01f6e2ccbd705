package dev.leadline.eventstore.store;

import dev.leadline.eventstore.FollowerThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * History for whoever goes through all of it: while a stretch is worked on, the next one is read
 * and opened. One thread asks; no more than one stretch waits for it.
 */
public final class ReadAhead implements AutoCloseable {

  private final EventLog log;
  private final long target;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(new FollowerThreads("read-ahead"));
  private @Nullable CompletableFuture<EventLog.Stretch> next;
  private long after;

  /**
   * Reads ahead up to a position.
   *
   * @param target settled already, so that what is read early is all there is
   */
  public ReadAhead(EventLog log, long target) {
    this.log = log;
    this.target = target;
  }

  /** All events that follow a position, about so many at once. */
  public EventLog.Stretch after(long position, int enough) {
    CompletableFuture<EventLog.Stretch> read = next;
    EventLog.Stretch stretch =
        read != null && after == position ? got(read) : read(position, enough);
    after = stretch.upTo();
    long from = after;
    next =
        from < target && from > position
            ? CompletableFuture.supplyAsync(() -> read(from, enough), reader)
            : null;
    return stretch;
  }

  /** What waits was opened before a long time passed, in which its leads may have been erased. */
  public void forget() {
    next = null;
  }

  private EventLog.Stretch read(long position, int enough) {
    return log.stretchAfter(position, enough, _ -> true);
  }

  private static EventLog.Stretch got(CompletableFuture<EventLog.Stretch> read) {
    try {
      return read.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException broken) throw broken;
      throw e;
    }
  }

  @Override
  public void close() {
    reader.shutdown();
  }
}
