package dev.leadline.eventstore.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Wakes whoever waits for events, as soon as any process has committed some. PostgreSQL delivers
 * the notification with the commit; a single thread listens, on one connection that it keeps.
 * Without a connection, and once a second anyway, everybody is woken as if there were something: a
 * lost signal costs a second, never an event.
 */
public final class AppendSignal implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(AppendSignal.class);
  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);

  /** The wait for a signal cannot be interrupted; this is how long it lasts at a time. */
  private static final Duration STOPS_WITHIN = Duration.ofMillis(200);

  private final DataSource dataSource;
  private final Duration atLeastEvery;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Listening listening;

  /** Takes one connection for itself once it is started. */
  public AppendSignal(DataSource dataSource) {
    this(dataSource, AT_LEAST_EVERY);
  }

  /**
   * The same.
   *
   * @param atLeastEvery everybody is woken after so long without a signal
   */
  AppendSignal(DataSource dataSource, Duration atLeastEvery) {
    this.dataSource = dataSource;
    this.atLeastEvery = atLeastEvery;
  }

  /**
   * Calls this after every commit of events, by any process; also without one now and then, and
   * once for several. It is called on the listening thread and must only wake, not work.
   *
   * @return to be called when no more calls are wanted
   */
  public Runnable onAppend(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public synchronized void start() {
    if (isRunning()) return;
    var started = new Listening();
    listening = started;
    Thread.ofPlatform().name("append-signal").daemon().start(started);
  }

  @Override
  public synchronized void stop() {
    Listening running = listening;
    listening = null;
    if (running != null) running.stop();
  }

  @Override
  public boolean isRunning() {
    return listening != null;
  }

  /** Before whatever waits for events, and ended after it. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1000;
  }

  private void wakeAll() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.warn("A listener to appends failed; it will be called again", e);
      }
    }
  }

  private final class Listening implements Runnable {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void run() {
      while (stopped.getCount() > 0) {
        try (Connection open = dataSource.getConnection()) {
          listen(open);
        } catch (SQLException e) {
          LOG.warn("No signal from PostgreSQL, looking once a second: {}", e.getMessage());
        }
        wakeAll();
        await(stopped, AT_LEAST_EVERY);
      }
      ended.countDown();
    }

    private void listen(Connection open) throws SQLException {
      open.setAutoCommit(true);
      execute(open, "listen lead_events");
      PGConnection postgres = open.unwrap(PGConnection.class);
      try {
        wakeAll();
        long wokenAt = System.nanoTime();
        while (stopped.getCount() > 0) {
          var signals = postgres.getNotifications((int) STOPS_WITHIN.toMillis());
          boolean signalled = signals != null && signals.length > 0;
          if (signalled || System.nanoTime() - wokenAt > atLeastEvery.toNanos()) {
            wakeAll();
            wokenAt = System.nanoTime();
          }
        }
      } finally {
        // On a broken connection this fails, by which the pool learns that it is broken.
        execute(open, "unlisten lead_events");
      }
    }

    private void stop() {
      stopped.countDown();
      await(ended, AT_LEAST_EVERY);
    }

    private static void execute(Connection open, String command) throws SQLException {
      try (var statement = open.createStatement()) {
        statement.execute(command);
      }
    }

    private void await(CountDownLatch latch, Duration atMost) {
      try {
        boolean done = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("Waited until the end: {}", done);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped.countDown();
      }
    }
  }
}
