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
  private final Runnable work;
  private boolean due;
  private boolean closed;

  private Purge(Duration gather, Runnable work) {
    this.gather = gather;
    this.work = work;
  }

  static Purge start(Duration gather, Runnable work) {
    var purge = new Purge(gather, work);
    Thread.ofPlatform().name("lead-index-purge").daemon().start(purge::run);
    return purge;
  }

  void ask() {
    lock.lock();
    try {
      due = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitDue()) {
        try {
          work.run();
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
      while (!due && !closed) changed.await();
      long left = gather.toNanos();
      while (left > 0 && !closed) left = changed.awaitNanos(left);
      due = false;
      return !closed;
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
