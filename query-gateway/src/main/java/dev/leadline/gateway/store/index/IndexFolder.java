package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Positions;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriter.IndexReaderWarmer;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the index. What cannot be used, because it is damaged or of another layout, is
 * thrown away: everything in it can be read again from where it came.
 */
final class IndexFolder implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

  private static final String LAYOUT = "layout";
  private static final String PARTITION = "partition-";
  private static final String PURGE = "purge";
  private static final String MERGE = "merge";
  private static final String TOPIC = "topic";
  private static final String LACKS_ROWS = "lacks-rows";

  /** In which documents lie in a segment. */
  static final Sort ORDER =
      new Sort(
          new SortField(Fields.ACTIVITY, SortField.Type.LONG, true),
          new SortField(Fields.KEY_HIGH, SortField.Type.LONG),
          new SortField(Fields.KEY_LOW, SortField.Type.LONG));

  private static final double BUFFER_MEGABYTES = 64;

  /** Lucene gives no signal. */
  private static final long MERGES_LOOKED_AT_MILLIS = 100;

  /** While everything is written anew: fewer segments, and merged later. */
  private static final double LARGE_BUFFER_MEGABYTES = 192;

  private final FSDirectory directory;
  private final IndexWriter writer;
  private final @Nullable Positions committed;

  /** Whether it was built, and is not one segment yet. */
  private volatile boolean toBeMerged;

  /** Whether there were rows that could not be read. */
  private volatile boolean lacksRows;

  private IndexFolder(FSDirectory directory, IndexWriter writer, @Nullable Positions committed) {
    this.directory = directory;
    this.writer = writer;
    this.committed = committed;
    toBeMerged = isTold(MERGE);
  }

  /**
   * Only one process may have it open at a time.
   *
   * @param keep whether an index that is there is gone on with
   * @param beforeMerged is shown each new segment that takes the place of others, before it does
   */
  static IndexFolder open(Path path, boolean keep, IndexReaderWarmer beforeMerged) {
    try {
      Files.createDirectories(path);
      FSDirectory directory = FSDirectory.open(path);
      Positions committed = keep ? usable(directory) : null;
      try {
        return new IndexFolder(
            directory, writer(directory, beforeMerged, committed != null), committed);
      } catch (LockObtainFailedException taken) {
        directory.close();
        throw new IllegalStateException(
            "Another gateway uses the folder of the index: " + path.toAbsolutePath(), taken);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(
          "The folder of the index cannot be used: " + path.toAbsolutePath(), unwritable);
    }
  }

  private static IndexWriter writer(
      FSDirectory directory, IndexReaderWarmer beforeMerged, boolean goesOn) throws IOException {
    var settings =
        new IndexWriterConfig()
            .setOpenMode(
                goesOn ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE)
            .setIndexSort(ORDER)
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setUseCompoundFile(false)
            .setCommitOnClose(false)
            .setMergePolicy(merging())
            .setMergedSegmentWarmer(beforeMerged);
    return new IndexWriter(directory, settings);
  }

  /**
   * Whatever is gone can be purged, however little of a segment it is. A batch of changes is a
   * segment of a hundred KB: under the usual floor of 16 MB the many small ones were merged with
   * the few large ones again and again, for most of the work of a change.
   */
  private static TieredMergePolicy merging() {
    return new TieredMergePolicy().setForceMergeDeletesPctAllowed(0).setFloorSegmentMB(1);
  }

  /** From now on everything is written: what is merged meanwhile would be merged again. */
  void beginsAnew() throws IOException {
    writer.deleteAll();
    lacksRows = false;
    toBeMerged = true;
    writer
        .getConfig()
        .setMergePolicy(NoMergePolicy.INSTANCE)
        .setRAMBufferSizeMB(LARGE_BUFFER_MEGABYTES);
  }

  /**
   * There is a row that could not be read. Nobody says when it can be: it may be by the next
   * version of the gateway, so the next start does not go on from here.
   */
  void lacksRows() {
    lacksRows = true;
  }

  /** Puts what is in memory into files, on all processors: a commit does it on one. */
  void flush() {
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(_ -> flushNext());
  }

  private void flushNext() {
    try {
      writer.flushNextBuffer();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Everything has been written. */
  void isWhole() {
    writer.getConfig().setMergePolicy(merging()).setRAMBufferSizeMB(BUFFER_MEGABYTES);
  }

  /** Whether it was built, and has to become one segment. */
  boolean isToBeMerged() {
    return toBeMerged;
  }

  /**
   * Makes one segment of all, and returns when it is one: most of what a search does it does for
   * each segment, and of several each has most of the words.
   */
  void merge() throws IOException {
    writer.forceMerge(1, true);
    toBeMerged = false;
  }

  /**
   * Rewrites every segment of which anything is gone. What went while its segment was being merged
   * is in the new one, as deleted: so first the merges that are under way have to be over.
   */
  void rewriteWithoutWhatIsGone() throws IOException, InterruptedException {
    awaitMerges();
    writer.forceMergeDeletes(true);
  }

  private void awaitMerges() throws InterruptedException {
    Set<SegmentCommitInfo> merging = Set.copyOf(writer.getMergingSegments());
    while (writer.isOpen() && !Collections.disjoint(writer.getMergingSegments(), merging))
      TimeUnit.MILLISECONDS.sleep(MERGES_LOOKED_AT_MILLIS);
  }

  /** Where a whole and sound index of this layout has come to; null when there is none. */
  private static @Nullable Positions usable(FSDirectory directory) {
    try {
      if (!DirectoryReader.indexExists(directory)) return null;
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        Map<String, String> told = reader.getIndexCommit().getUserData();
        if (!Fields.LAYOUT.equals(told.get(LAYOUT))) {
          LOG.info("The index of leads has another layout and is built anew");
          return null;
        }
        if (Boolean.parseBoolean(told.get(LACKS_ROWS))) {
          LOG.info("The index of leads lacks rows that could not be read and is built anew");
          return null;
        }
        for (LeafReaderContext leaf : reader.leaves())
          if (leaf.reader() instanceof CodecReader files) files.checkIntegrity();
        return positions(told);
      }
    } catch (IOException | RuntimeException damaged) {
      LOG.warn("The index of leads is damaged and is built anew: {}", damaged.toString());
      return null;
    }
  }

  private static Positions positions(Map<String, String> told) {
    var next = new HashMap<Integer, Long>();
    told.forEach(
        (name, value) -> {
          if (name.startsWith(PARTITION))
            next.put(Integer.parseInt(name.substring(PARTITION.length())), Long.parseLong(value));
        });
    return new Positions(next, told.get(TOPIC));
  }

  IndexWriter writer() {
    return writer;
  }

  /** Where the index had come to when it was opened; null when it has to be built. */
  @Nullable Positions committed() {
    return committed;
  }

  /** Whether something was erased that may still be in the files. */
  boolean isToBePurged() {
    return isTold(PURGE);
  }

  private boolean isTold(String what) {
    for (Map.Entry<String, String> told : writer.getLiveCommitData())
      if (told.getKey().equals(what)) return Boolean.parseBoolean(told.getValue());
    return false;
  }

  /** Puts on disk what has been written, and up to where that is. */
  void commit(Positions upTo, boolean toBePurged) throws IOException {
    var told = new HashMap<String, String>();
    told.put(LAYOUT, Fields.LAYOUT);
    told.put(PURGE, Boolean.toString(toBePurged));
    told.put(MERGE, Boolean.toString(toBeMerged));
    told.put(LACKS_ROWS, Boolean.toString(lacksRows));
    upTo.next().forEach((partition, next) -> told.put(PARTITION + partition, "" + next));
    if (upTo.topicId() != null) told.put(TOPIC, upTo.topicId());
    writer.setLiveCommitData(told.entrySet());
    writer.commit();
  }

  @Override
  public void close() throws IOException {
    writer.close();
    directory.close();
  }
}
