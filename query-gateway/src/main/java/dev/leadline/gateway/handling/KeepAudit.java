package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.RecordAudit;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.domain.WriteAudit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log beside the requests: many entries in one transaction. While the database is
 * away entries wait, and when there is no room for more, so do requests: rather slow than
 * unwatched. An entry that the database refuses is lost by itself and holds up no other. On a stop
 * all that was taken is written; a crash loses what was taken within the last moments.
 */
public final class KeepAudit implements RecordAudit, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeepAudit.class);
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LAST_TRIES = Duration.ofSeconds(10);

  private final WriteAudit write;
  private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;
  private volatile long closingSince;

  public KeepAudit(WriteAudit write) {
    this.write = write;
    this.writer = Thread.ofPlatform().name("audit").daemon().start(this::run);
  }

  @Override
  public void record(AuditEntry entry) {
    try {
      if (waiting.offer(entry, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    lost.incrementAndGet();
    LOG.error("The audit log has no room: {} of {} is not in it", entry.action(), entry.who());
  }

  /** Entries that were not written: the database was away for too long, or cannot hold them. */
  public long lost() {
    return lost.get();
  }

  private void run() {
    var batch = new ArrayList<AuditEntry>();
    while (!closing || !waiting.isEmpty()) {
      AuditEntry first = next();
      if (first == null) continue;
      batch.add(first);
      waiting.drainTo(batch, MOST_AT_ONCE - 1);
      keep(batch);
      batch.clear();
    }
  }

  private @Nullable AuditEntry next() {
    try {
      return waiting.poll(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      return null;
    }
  }

  /** Whatever of them can be written is, when this returns. */
  private void keep(List<AuditEntry> batch) {
    try {
      writeUntilItWorks(batch);
    } catch (RuntimeException broken) {
      if (batch.size() == 1) {
        lose(batch.getFirst(), broken);
        return;
      }
      // It is the fault of one of them: the others are found by halves, in their order.
      int half = batch.size() / 2;
      keep(batch.subList(0, half));
      keep(batch.subList(half, batch.size()));
    }
  }

  /**
   * Without what the database says, which may quote the entry, and without the name of a member.
   */
  private void lose(AuditEntry entry, RuntimeException broken) {
    lost.incrementAndGet();
    LOG.error(
        "An entry of the audit log cannot be written: {} by a {} at {}, for a {}",
        entry.action(),
        entry.whoKind(),
        entry.at(),
        broken.getClass().getSimpleName());
  }

  private void writeUntilItWorks(List<AuditEntry> batch) {
    while (true) {
      try {
        write.write(batch);
        return;
      } catch (Unavailable down) {
        if (closing && System.nanoTime() - closingSince > LAST_TRIES.toNanos()) {
          lost.addAndGet(batch.size());
          LOG.error(
              "{} entries of the audit log could not be written before the end", batch.size());
          return;
        }
        LOG.warn("The audit log waits: {}", down.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when all is written. */
  @Override
  public void close() {
    closingSince = System.nanoTime();
    closing = true;
    try {
      writer.join(LAST_TRIES.multipliedBy(2));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
