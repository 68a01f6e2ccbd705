package dev.leadline.gateway.handling;

import dev.leadline.events.view.RowChanged;
import dev.leadline.gateway.domain.BuildIndex;
import dev.leadline.gateway.domain.ChangeIndex;
import dev.leadline.gateway.domain.FindRows;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.IndexedUpTo;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.ScanRows;
import dev.leadline.gateway.domain.TellErased;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of leads as the rows are: goes on from where the index had come to, or builds it
 * anew, and then follows every change. Who follows the stream is told of a change once the index
 * has it, so that whoever looks finds it.
 */
public final class KeepIndex implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeepIndex.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final IndexedUpTo indexed;
  private final BuildIndex build;
  private final ScanRows scan;
  private final FindRows find;
  private final ChangeIndex change;
  private final ChangeStream stream;
  private final TellErased tellErased;
  private final Map<Integer, Long> next = new HashMap<>();
  private @Nullable String topicId;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread building;

  public KeepIndex(
      IndexedUpTo indexed,
      BuildIndex build,
      ScanRows scan,
      FindRows find,
      ChangeIndex change,
      ChangeStream stream,
      TellErased tellErased) {
    this.indexed = indexed;
    this.build = build;
    this.scan = scan;
    this.find = find;
    this.change = change;
    this.stream = stream;
    this.tellErased = tellErased;
  }

  /**
   * Where to read changes from.
   *
   * @param topicIdNow by which the broker tells the topic from one that was there before; null if
   *     it does not say
   * @param oldest the first offset that each partition still has
   * @param newest the offset that each will give to what comes next
   */
  public synchronized Positions begin(
      @Nullable String topicIdNow, Map<Integer, Long> oldest, Map<Integer, Long> newest) {
    if (building != null) return new Positions(next);
    Positions upTo = indexed.positions();
    next.clear();
    topicId = topicIdNow;
    if (upTo != null && upTo.mayBeOf(topicId) && goesOn(upTo, oldest, newest)) {
      next.putAll(oldest);
      next.putAll(upTo.next());
      next.keySet().retainAll(newest.keySet());
      stream.begin(ChangeStream.Source.ROWS, next);
      return new Positions(next);
    }
    // Whatever changes from now on is read as a change; whatever was before is in the rows.
    next.putAll(newest);
    var from = new Positions(next, topicId);
    stream.begin(ChangeStream.Source.ROWS, next);
    building = Thread.ofPlatform().name("lead-index-build").start(() -> buildFrom(from));
    return from;
  }

  /** Not when the topic has lost what the index has not seen, or never had what it has. */
  private static boolean goesOn(
      Positions upTo, Map<Integer, Long> oldest, Map<Integer, Long> newest) {
    return upTo.next().entrySet().stream()
        .allMatch(
            it ->
                it.getValue() >= oldest.getOrDefault(it.getKey(), Long.MAX_VALUE)
                    && it.getValue() <= newest.getOrDefault(it.getKey(), -1L));
  }

  private void buildFrom(Positions from) {
    long start = System.nanoTime();
    LOG.info("The index of leads is built from their rows");
    while (closed.getCount() > 0) {
      try {
        Set<IndexedRow.Erased> erased = ConcurrentHashMap.newKeySet();
        Instant since = tellErased.since();
        long rows =
            build.build(
                batches -> {
                  scan.scan(
                      batch -> {
                        for (IndexedRow.Erased one : erased(batch))
                          if (one.isAfter(since)) erased.add(one);
                        batches.accept(batch);
                      });
                  // Before the index is on disk: after a crash it would be gone on with.
                  tellErased.erased(erased);
                },
                from);
        // Until now questions were answered from the index that was there before.
        tellErased.erased(erased);
        LOG.info(
            "The index of leads is built: {} rows in {} ms",
            rows,
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return;
      } catch (Unavailable away) {
        LOG.warn("The index of leads cannot be built yet: {}", away.getMessage());
        if (isClosedWithin(PAUSE)) return;
      } catch (RuntimeException failed) {
        LOG.warn("The index of leads cannot be built, and is tried again", failed);
        if (isClosedWithin(PAUSE)) return;
      }
    }
  }

  private boolean isClosedWithin(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Takes changes into the index, and then tells of them.
   *
   * @param withoutValue leads whose changes came without a word about them
   * @param upTo the first offset after these changes, of the partitions that they are of
   */
  public void follow(List<RowChanged> changes, Collection<String> withoutValue, Positions upTo) {
    awaitBuild();
    var leadIds = new HashSet<String>(withoutValue);
    for (RowChanged one : changes) leadIds.add(one.leadId());
    Collection<IndexedRow> rows = leadIds.isEmpty() ? Set.of() : find.find(leadIds);
    for (IndexedRow row : rows) leadIds.remove(row.leadId());
    Set<IndexedRow.Erased> erased = erased(rows);
    if (erased.isEmpty()) {
      change.change(rows, leadIds, with(upTo));
    } else {
      // What the index has not come to is read again after a crash, and so is told then.
      change.change(rows, leadIds, with(new Positions(Map.of())));
      tellErased.erased(erased);
      change.change(Set.of(), Set.of(), with(upTo));
    }
    synchronized (this) {
      next.putAll(upTo.next());
    }
    stream.publish(changes, ChangeStream.Source.ROWS, upTo);
  }

  private synchronized Positions with(Positions upTo) {
    var all = new HashMap<>(next);
    all.putAll(upTo.next());
    return new Positions(all, topicId);
  }

  private static Set<IndexedRow.Erased> erased(Collection<IndexedRow> rows) {
    var erased = new HashSet<IndexedRow.Erased>();
    for (IndexedRow row : rows) if (row instanceof IndexedRow.Erased one) erased.add(one);
    return erased;
  }

  private void awaitBuild() {
    Thread thread;
    synchronized (this) {
      thread = building;
    }
    if (thread == null) return;
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped before the index was built", stopped);
    }
    synchronized (this) {
      building = null;
    }
    if (indexed.positions() == null)
      throw new IllegalStateException("Stopped before the index was built");
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
