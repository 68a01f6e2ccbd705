package dev.leadline.leadservice.handling;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does, one after the other and beside everything else, what is left to be done outside of a
 * transaction that said so, or what time brings. It begins with what an earlier run left undone, is
 * woken by each new piece, and tries again for as long as a server is away. Who ends it interrupts
 * the piece that is being done.
 */
public final class Backlog implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final String name;
  private final Duration patience;
  private final BooleanSupplier next;
  private final Semaphore work = new Semaphore(1);
  private volatile Thread thread = new Thread();
  private volatile boolean running;

  /**
   * Takes its work from a store.
   *
   * @param name as an operator reads it, for example {@code finish-erasures}
   * @param patience how long it waits after a failure, and until it looks by itself: for what time
   *     brings, and what an instance that was killed has left
   * @param next does one piece and says whether there was one; what fails is there the next time
   */
  public Backlog(String name, Duration patience, BooleanSupplier next) {
    this.name = name;
    this.patience = patience;
    this.next = next;
  }

  /** There is something to do. */
  public void wake() {
    work.release();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        if (work.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) work.drainPermits();
        boolean more = true;
        while (running && more) more = next.getAsBoolean();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException | Error broken) {
        // A stack that was too deep, or memory that was short for a moment, ends nothing for good.
        if (running) LOG.warn("{} waits: {}", name, broken.getClass().getSimpleName());
      }
    }
  }
}
