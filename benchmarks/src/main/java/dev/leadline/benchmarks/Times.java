package dev.leadline.benchmarks;

import java.util.Arrays;

/** How long things took, in nanoseconds. */
final class Times {

  private static final double MILLION = 1e6;

  private long[] all = new long[1 << 14];
  private int size;

  synchronized void add(long nanos) {
    if (size == all.length) all = Arrays.copyOf(all, size * 2);
    all[size++] = nanos;
  }

  synchronized int size() {
    return size;
  }

  /** In milliseconds: of one hundred, so many took no longer. */
  synchronized double percentile(double of) {
    if (size == 0) return Double.NaN;
    long[] sorted = Arrays.copyOf(all, size);
    Arrays.sort(sorted);
    return sorted[Math.min(size - 1, (int) (size * of / 100))] / MILLION;
  }

  @Override
  public String toString() {
    return "p50 %6.1f ms   p99 %6.1f ms   most %6.1f ms   (%d)"
        .formatted(percentile(50), percentile(99), percentile(100), size());
  }
}
