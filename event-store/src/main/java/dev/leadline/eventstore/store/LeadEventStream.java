package dev.leadline.eventstore.store;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * The events after a token, for one processor. At the end it waits for the signal of an append, and
 * asks for more only then. It keeps no event that it has handed out, so nothing personal stays
 * behind in memory. One thread reads; the signal comes from another.
 */
final class LeadEventStream implements TrackingEventStream {

  private final LeadEventStorageEngine engine;
  private final Runnable leave;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signalled = lock.newCondition();
  private final Queue<OpenedOnce> fetched = new ArrayDeque<>();
  private long position;
  private @Nullable TrackedEventMessage<?> next;
  private boolean maybeMore = true;
  private volatile @Nullable Runnable whenAvailable;

  LeadEventStream(
      LeadEventStorageEngine engine, AppendSignal signal, @Nullable TrackingToken after) {
    this.engine = engine;
    this.position = LeadEventStorageEngine.positionOf(after);
    this.leave = signal.onAppend(this::signal);
  }

  private void signal() {
    lock.lock();
    try {
      maybeMore = true;
      signalled.signalAll();
    } finally {
      lock.unlock();
    }
    Runnable callback = whenAvailable;
    if (callback != null) callback.run();
  }

  @Override
  public boolean setOnAvailableCallback(Runnable callback) {
    whenAvailable = callback;
    return true;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    return Optional.ofNullable(ready());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(timeout);
    while (ready() == null && left > 0) left = waited(left);
    return ready() != null;
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    TrackedEventMessage<?> event = ready();
    while (event == null) {
      waited(Long.MAX_VALUE);
      event = ready();
    }
    next = null;
    return event;
  }

  @Override
  public void close() {
    leave.run();
    whenAvailable = null;
    fetched.clear();
    next = null;
  }

  /** The next event, asking for more only if there may be one. */
  private @Nullable TrackedEventMessage<?> ready() {
    if (next != null) return next;
    if (fetched.isEmpty() && takeSignal()) {
      boolean asked = false;
      try {
        fetched.addAll(engine.eventsAfter(position));
        asked = true;
      } finally {
        if (!asked || !fetched.isEmpty()) askAgain();
      }
    }
    OpenedOnce opened = fetched.peek();
    if (opened == null) return null;
    next = engine.tracked(opened);
    fetched.remove();
    position = opened.row().position();
    return next;
  }

  /** Before the query, so that a signal during the query is not lost. */
  private boolean takeSignal() {
    lock.lock();
    try {
      boolean taken = maybeMore;
      maybeMore = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** After a query that failed or found something. */
  private void askAgain() {
    lock.lock();
    try {
      maybeMore = true;
    } finally {
      lock.unlock();
    }
  }

  /** Until a signal, or until the time is over; what is left of it. */
  private long waited(long atMostNanos) throws InterruptedException {
    long left = atMostNanos;
    lock.lock();
    try {
      while (!maybeMore && left > 0) left = signalled.awaitNanos(left);
      return left;
    } finally {
      lock.unlock();
    }
  }
}
