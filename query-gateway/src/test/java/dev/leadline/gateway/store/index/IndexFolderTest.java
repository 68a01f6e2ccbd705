package dev.leadline.gateway.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.gateway.domain.Positions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class IndexFolderTest {

  /** So many small ones are merged by themselves. */
  private static final int SEGMENTS = 30;

  @TempDir Path path;

  private final RandomLeads leads = new RandomLeads(new Random(20261201));
  private final CountDownLatch merging = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private void holdUp(LeafReader merged) {
    merging.countDown();
    try {
      mayEnd.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  @Timeout(60)
  void what_goes_while_its_segment_is_being_merged_leaves_the_files() throws Exception {
    try (IndexFolder folder = IndexFolder.open(path, false, this::holdUp)) {
      folder.beginsAnew();
      IndexWriter writer = folder.writer();
      for (int i = 0; i < SEGMENTS; i++) {
        writer.addDocument(Documents.of(leads.make(i)));
        folder.flush();
      }
      try (var before = DirectoryReader.open(writer)) {
        assertThat(before.leaves()).hasSize(SEGMENTS);
        folder.isWhole();
        writer.maybeMerge();
        merging.await();
        assertThat(writer.tryDeleteDocument(beingMerged(before, writer), 0)).isPositive();

        var purge = new Thread(() -> rewrite(folder));
        purge.start();
        await("it waits, or has not waited")
            .until(() -> purge.getState() == Thread.State.TIMED_WAITING || !purge.isAlive());
        mayEnd.countDown();
        purge.join();
        folder.commit(new Positions(Map.of()), false);
      }
    }

    assertThat(documentsInFiles()).isEqualTo(SEGMENTS - 1);
  }

  private static LeafReader beingMerged(DirectoryReader reader, IndexWriter writer) {
    Set<String> merging =
        writer.getMergingSegments().stream().map(it -> it.info.name).collect(Collectors.toSet());
    return reader.leaves().stream()
        .map(LeafReaderContext::reader)
        .filter(it -> merging.contains(((SegmentReader) it).getSegmentName()))
        .findFirst()
        .orElseThrow();
  }

  private int documentsInFiles() throws IOException {
    try (var directory = FSDirectory.open(path);
        var reader = DirectoryReader.open(directory)) {
      return reader.maxDoc();
    }
  }

  private static void rewrite(IndexFolder folder) {
    try {
      folder.rewriteWithoutWhatIsGone();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
