package dev.leadline.enrichment.handling;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Records of a CRM that are being written by this instance and not yet remembered. A pull that runs
 * beside a write may bring back what only the CRM knows so far; it waits for these before it calls
 * anything news. What another instance is writing it cannot wait for; then the same values are told
 * once more, as the CRM's.
 */
public final class WritesUnderWay {

  private final Map<CountDownLatch, CrmSystem> open = new ConcurrentHashMap<>();

  /** Writes and remembers. */
  <T> T during(CrmSystem system, Supplier<T> write) {
    var done = new CountDownLatch(1);
    open.put(done, system);
    try {
      return write.get();
    } finally {
      open.remove(done);
      done.countDown();
    }
  }

  /** Returns when all that are under way to a CRM now have ended, well or not. */
  void await(CrmSystem system) {
    try {
      for (var write : List.copyOf(open.entrySet()))
        if (write.getValue() == system) write.getKey().await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while a record was being written", stopping);
    }
  }
}
