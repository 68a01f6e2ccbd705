package dev.leadline.eventstore;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of whatever follows the event store. Where the processor is short, as when a whole
 * platform runs on one small machine, they give way to the threads that store: an event is first of
 * all to be kept, and a follower that is behind works in larger, cheaper batches. On Linux the JVM
 * honours priorities only with {@code -XX:ThreadPriorityPolicy=1}.
 */
public final class FollowerThreads implements ThreadFactory {

  private final String name;
  private final AtomicInteger made = new AtomicInteger();

  /** Threads with this name and a number each. */
  public FollowerThreads(String name) {
    this.name = name;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // Only speed depends on it, nothing else.
  public Thread newThread(Runnable work) {
    return Thread.ofPlatform()
        .name(name + "-" + made.getAndIncrement())
        .priority(Thread.MIN_PRIORITY)
        .unstarted(work);
  }
}
