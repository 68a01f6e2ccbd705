package dev.leadline.timeline.rebuild;

import java.util.ArrayDeque;

/** How many events a second, over the last seconds. */
final class RateWindow {

  private static final double NANOSECONDS = 1e9;
  private static final long SPAN = 10_000_000_000L;

  private final ArrayDeque<Batch> batches = new ArrayDeque<>();
  private long events;

  private record Batch(long at, int size) {}

  synchronized void add(int size, long now) {
    batches.addLast(new Batch(now, size));
    events += size;
    forget(now);
  }

  synchronized double perSecond(long now) {
    forget(now);
    return events / (SPAN / NANOSECONDS);
  }

  private void forget(long now) {
    while (!batches.isEmpty() && now - batches.getFirst().at() > SPAN)
      events -= batches.removeFirst().size();
  }
}
