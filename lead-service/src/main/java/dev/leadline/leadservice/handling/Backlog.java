package dev.leadline.leadservice.handling;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does, one after the other, what is left to be done outside of a transaction that said so. It
 * begins with what an earlier run left undone, is woken by each new piece, and tries again for as
 * long as a server is away.
 */
public final class Backlog implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  /** After a failure; and for what an instance that was killed has left. */
  private static final long SECONDS = 30;

  private final String name;
  private final BooleanSupplier next;
  private final Semaphore work = new Semaphore(1);
  private volatile Thread thread = new Thread();
  private volatile boolean running;

  /**
   * Takes its work from a store.
   *
   * @param name as an operator reads it, for example {@code finish-erasures}
   * @param next does one piece and says whether there was one; what fails is there the next time
   */
  public Backlog(String name, BooleanSupplier next) {
    this.name = name;
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
        if (work.tryAcquire(SECONDS, TimeUnit.SECONDS)) work.drainPermits();
        boolean more = true;
        while (running && more) more = next.getAsBoolean();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException broken) {
        if (running) LOG.warn("{} waits: {}", name, broken.getClass().getSimpleName());
      }
    }
  }
}
