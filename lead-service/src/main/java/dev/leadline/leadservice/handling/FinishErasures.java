package dev.leadline.leadservice.handling;

import dev.leadline.leadservice.domain.CompleteErasures;
import dev.leadline.leadservice.domain.EraseDeadLetters;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does what of an erasure lies outside of the event store's transaction: deletes parked records. It
 * begins with what an earlier run left undone, is woken by each new erasure, and tries again for as
 * long as a server is away.
 */
public final class FinishErasures implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(FinishErasures.class);

  /** After a failure; and for what an instance that was killed has left. */
  private static final long SECONDS = 30;

  private final CompleteErasures complete;
  private final EraseDeadLetters deadLetters;
  private final Semaphore work = new Semaphore(1);
  private volatile Thread thread = new Thread();
  private volatile boolean running;

  /** Takes its work from the store. */
  public FinishErasures(CompleteErasures complete, EraseDeadLetters deadLetters) {
    this.complete = complete;
    this.deadLetters = deadLetters;
  }

  /** There is something to do. */
  public void wake() {
    work.release();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("finish-erasures").start(this::run);
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
        while (running && more) more = complete.completeNext(deadLetters::erase);
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException broken) {
        if (running)
          LOG.warn("An erasure waits for its end: {}", broken.getClass().getSimpleName());
      }
    }
  }
}
