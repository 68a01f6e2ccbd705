package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.Positions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Takes changes into an index until it is killed. */
final class IndexWriterProcess {

  static final int LEADS = 500;
  private static final int BATCH = 25;

  private IndexWriterProcess() {}

  /** The change of an offset: always the same one. */
  static IndexedRow change(long offset) {
    var random = new Random(offset);
    String leadId = "lead-%05d".formatted(random.nextInt(LEADS));
    if (random.nextInt(40) == 0)
      return new IndexedRow.Erased("tenant-a", leadId, offset, null, false);
    return new RandomLeads(random).row(leadId, "tenant-a", offset);
  }

  /** Takes in the changes from one offset to before another. */
  static void follow(LuceneLeadIndex index, long from, long to) {
    for (long offset = from; offset < to; offset += BATCH) {
      List<IndexedRow> batch = new ArrayList<>();
      long end = Math.min(offset + BATCH, to);
      for (long i = offset; i < end; i++) batch.add(change(i));
      index.change(batch, Set.of(), new Positions(Map.of(0, end)));
    }
  }

  public static void main(String[] arguments) throws Exception {
    try (var index = open(Path.of(arguments[0]))) {
      Positions before = index.positions();
      if (before == null) index.build(rows -> {}, new Positions(Map.of(0, 0L)));
      long offset = before == null ? 0 : before.next().get(0);
      for (; ; offset += BATCH) {
        follow(index, offset, offset + BATCH);
        System.out.println(offset + BATCH);
      }
    }
  }

  static LuceneLeadIndex open(Path folder) {
    return new LuceneLeadIndex(
        new IndexSettings(folder, true, Duration.ofMillis(30), Duration.ofMillis(20)));
  }
}
