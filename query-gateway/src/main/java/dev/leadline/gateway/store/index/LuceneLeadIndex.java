package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.BuildIndex;
import dev.leadline.gateway.domain.ChangeIndex;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.IndexedUpTo;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.ScanRows;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.domain.WrittenLead;
import dev.leadline.gateway.handling.FreezeLeads;
import dev.leadline.gateway.store.index.Entries.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Leads in Lucene, on disk, with the positions that the index has come to.
 *
 * <p>Questions run on a snapshot, as many at once as there are processors: more of them would only
 * wait for one another in the middle of their work, and the slowest would be much slower.
 *
 * <p>Changes come from one thread. Each batch is visible when it has been taken; it is on disk a
 * while later, and a crash in between makes the changes since then be read again.
 */
@Component
final class LuceneLeadIndex
    implements FindLeads, FreezeLeads, ChangeIndex, BuildIndex, IndexedUpTo, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(LuceneLeadIndex.class);

  static final String WHAT = "The list of leads";

  private final Semaphore running =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

  private final Segments segments = new Segments();
  private final long commitEveryNanos;
  private final IndexFolder folder;
  private final Purge purge;
  private volatile @Nullable Snapshot current;
  private volatile @Nullable Positions positions;
  private long committedAt = System.nanoTime();

  /** Whether something may have been written that no reader has seen. */
  private boolean unseen;

  LuceneLeadIndex(IndexSettings settings) {
    commitEveryNanos = settings.commitEvery().toNanos();
    folder = IndexFolder.open(settings.folder(), settings.keep(), segments::of);
    positions = folder.committed();
    if (positions != null) refresh();
    purge = Purge.start(settings.purgeAfter(), this::rewrite, this::rewritten);
    if (positions != null && folder.isToBePurged()) purge.ask();
    if (positions != null && folder.isToBeMerged()) merge();
  }

  @Override
  public Answer find(LeadQuery query) {
    running.acquireUninterruptibly();
    try {
      Snapshot snapshot = acquire();
      try {
        return snapshot.find(query);
      } finally {
        snapshot.reader().decRef();
      }
    } catch (IOException unreadable) {
      throw Unavailable.of(WHAT, unreadable);
    } finally {
      running.release();
    }
  }

  @Override
  public Frozen freeze(LeadQuery query) {
    Snapshot snapshot = acquire();
    try {
      return new FrozenList(
          snapshot,
          query,
          snapshot
              .find(new LeadQuery(query.tenant(), query.filters(), query.order(), null, 1, false))
              .total());
    } catch (IOException unreadable) {
      release(snapshot);
      throw Unavailable.of(WHAT, unreadable);
    } catch (RuntimeException failed) {
      release(snapshot);
      throw failed;
    }
  }

  private static void release(Snapshot snapshot) {
    try {
      snapshot.reader().decRef();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A list on a snapshot, whose files stay as long. */
  private record FrozenList(Snapshot snapshot, LeadQuery query, long total) implements Frozen {

    @Override
    public List<String> customFields() {
      try {
        return snapshot.customFields(query.tenant());
      } catch (IOException unreadable) {
        throw Unavailable.of(WHAT, unreadable);
      }
    }

    @Override
    public void each(Consumer<WrittenLead> leads) {
      try {
        snapshot.each(query, leads);
      } catch (IOException unreadable) {
        throw Unavailable.of(WHAT, unreadable);
      }
    }

    @Override
    public void close() {
      release(snapshot);
    }
  }

  /** Whether questions are answered and changes taken: not any more once the disk has failed. */
  boolean isReady() {
    return current != null && folder.writer().isOpen();
  }

  /** A snapshot that stays open until its reader is released. */
  private Snapshot acquire() {
    while (true) {
      Snapshot snapshot = current;
      if (snapshot == null) throw Unavailable.of(WHAT, null);
      if (snapshot.reader().tryIncRef()) return snapshot;
    }
  }

  @Override
  public @Nullable Positions positions() {
    return positions;
  }

  @Override
  public void change(Collection<IndexedRow> rows, Collection<String> gone, Positions upTo) {
    try {
      // What was taken of a batch that failed has to be found when it comes again.
      if (unseen) refresh();
      unseen = true;
      try (var entries = new Entries(acquire().reader(), segments)) {
        for (IndexedRow.Understood row : newest(readable(rows))) put(row, entries);
        for (String leadId : gone) delete(entries.of(leadId), leadId, entries);
      }
      if (!gone.isEmpty() || rows.stream().anyMatch(IndexedRow.Erased.class::isInstance))
        purge.ask();
      if (!rows.isEmpty() || !gone.isEmpty()) refresh();
      positions = upTo;
      unseen = false;
      if (System.nanoTime() - committedAt >= commitEveryNanos) commit();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Of the others it is noted that the index lacks what is in them. */
  private List<IndexedRow.Understood> readable(Collection<IndexedRow> rows) {
    var readable = new ArrayList<IndexedRow.Understood>(rows.size());
    for (IndexedRow row : rows)
      switch (row) {
        case IndexedRow.Understood one -> readable.add(one);
        case IndexedRow.Unreadable _ -> folder.lacksRows();
      }
    return readable;
  }

  /** A lead that is in a batch twice would be added twice. */
  private static Collection<IndexedRow.Understood> newest(Collection<IndexedRow.Understood> rows) {
    var newest = new LinkedHashMap<String, IndexedRow.Understood>();
    for (IndexedRow.Understood row : rows)
      newest.merge(
          row.leadId(), row, (one, other) -> other.version() >= one.version() ? other : one);
    return newest.values();
  }

  /**
   * No reader that questions see is opened between the old one going and the new one coming.
   * Nothing of a document may be refused, or the old one has gone for nothing: its terms are short
   * enough ({@link Fields#term}), and its texts.
   */
  private synchronized void put(IndexedRow.Understood row, Entries entries) throws IOException {
    Entry before = entries.of(row.leadId());
    if (before != null && before.version() > row.version()) return;
    Document document = Documents.of(row);
    delete(before, row.leadId(), entries);
    folder.writer().addDocument(document);
  }

  /** A document is not where it was any more once its segment has been merged. */
  private synchronized void delete(@Nullable Entry found, String leadId, Entries entries)
      throws IOException {
    IndexWriter writer = folder.writer();
    for (Entry there = found;
        there != null && writer.tryDeleteDocument(there.segment(), there.document()) < 0;
        there = entries.of(leadId)) entries.reopen(writer);
  }

  @Override
  public long build(ScanRows rows, Positions from) {
    IndexWriter writer = folder.writer();
    positions = null;
    unseen = true;
    try {
      folder.beginsAnew();
      var added = new LongAdder();
      rows.scan(
          batch -> {
            try {
              List<IndexedRow.Understood> readable = readable(batch);
              for (IndexedRow.Understood row : readable) writer.addDocument(Documents.of(row));
              added.add(readable.size());
            } catch (IOException unwritable) {
              throw new UncheckedIOException(unwritable);
            }
          });
      folder.flush();
      positions = from;
      commit();
      refresh();
      folder.isWhole();
      merge();
      return added.sum();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Beside the answers; a stop in the middle is made up for at the next start. */
  private void merge() {
    Thread.ofPlatform()
        .name("lead-index-merge")
        .daemon()
        .start(
            () -> {
              try {
                folder.merge();
                commit();
                refresh();
              } catch (IOException | RuntimeException failed) {
                if (folder.writer().isOpen())
                  LOG.error("The index of leads goes on in several segments", failed);
              }
            });
  }

  /** Everything that holds anything gone. */
  private void rewrite() {
    try {
      folder.rewriteWithoutWhatIsGone();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped before what was erased had left", stopped);
    }
  }

  /** Readers of the old files let go of them. */
  private void rewritten() {
    try {
      commit();
      refresh();
      folder.writer().deleteUnusedFiles();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private synchronized void commit() throws IOException {
    Positions upTo = positions;
    if (upTo != null) folder.commit(upTo, purge.isLeft());
    committedAt = System.nanoTime();
  }

  /** What questions need of new segments is made before any question meets them. */
  private synchronized void refresh() {
    try {
      Snapshot before = current;
      DirectoryReader fresh =
          before == null
              ? DirectoryReader.open(folder.writer())
              : DirectoryReader.openIfChanged(before.reader(), folder.writer());
      if (fresh == null) return;
      // After a build there are many, and nothing else to do.
      fresh.leaves().parallelStream().forEach(this::read);
      current = new Snapshot(fresh, segments);
      if (before != null) before.reader().decRef();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void read(LeafReaderContext leaf) {
    try {
      segments.of(leaf.reader());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() throws IOException {
    purge.close();
    Snapshot last = current;
    current = null;
    if (last != null) last.reader().decRef();
    if (folder.writer().isOpen()) commit();
    folder.close();
  }
}
