package dev.leadline.gateway.store.index;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was erased out of the files of the index. It rewrites whatever holds anything that is
 * gone, which is much work: so erasures that come close together are purged together.
 */
final class Purge implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Duration gather;
  private final Runnable rewrite;
  private final Runnable rewritten;

  /** How often it was asked for, in all. */
  private long asked;

  /** As many of them are what is being done, or was tried last. */
  private long begun;

  private long done;
  private boolean closed;

  private Purge(Duration gather, Runnable rewrite, Runnable rewritten) {
    this.gather = gather;
    this.rewrite = rewrite;
    this.rewritten = rewritten;
  }

  /**
   * Waits for erasures.
   *
   * @param rewrite takes out of the files what is gone; it has failed where it throws
   * @param rewritten is told once that is done
   */
  static Purge start(Duration gather, Runnable rewrite, Runnable rewritten) {
    var purge = new Purge(gather, rewrite, rewritten);
    Thread.ofPlatform().name("lead-index-purge").daemon().start(purge::run);
    return purge;
  }

  void ask() {
    lock.lock();
    try {
      asked++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether something that is gone may still be in the files: also while they are being rewritten,
   * since nobody would do that again after a stop in the middle, and when that has failed.
   */
  boolean isLeft() {
    lock.lock();
    try {
      return asked > done;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitDue()) {
        try {
          rewrite.run();
          done();
          rewritten.run();
          LOG.info("What was erased has left the files of the index of leads");
        } catch (RuntimeException failed) {
          // A stop in the middle is made up for at the next start.
          if (isClosed()) return;
          LOG.error("What was erased is still in the files of the index of leads", failed);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitDue() throws InterruptedException {
    lock.lock();
    try {
      while (asked == begun && !closed) changed.await();
      long left = gather.toNanos();
      while (left > 0 && !closed) left = changed.awaitNanos(left);
      begun = asked;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Of what went since this began some may still be there. */
  private void done() {
    lock.lock();
    try {
      done = begun;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
