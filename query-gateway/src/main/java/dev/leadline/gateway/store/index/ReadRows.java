package dev.leadline.gateway.store.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.events.view.LeadRow;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were read from their documents last: most lists begin with the same ones, and to
 * read one takes as long as to find it. Documents never change, so a row that was read stays true.
 */
final class ReadRows {

  /** About 30 MB. */
  private static final int MOST = 20_000;

  private final Cache<Long, LeadRow> rows = Caffeine.newBuilder().maximumSize(MOST).build();
  private final AtomicLong segments = new AtomicLong();

  /** Those of a new segment, of which nothing was read. */
  OfSegment ofSegment() {
    return new OfSegment(segments.incrementAndGet());
  }

  /** Nothing of what was read is kept. */
  void forget() {
    rows.invalidateAll();
  }

  /** Keeps no segment in memory. */
  final class OfSegment {

    private final long number;

    private OfSegment(long number) {
      this.number = number;
    }

    /** Null when it was not read lately. */
    @Nullable LeadRow known(int document) {
      return rows.getIfPresent(key(document));
    }

    /** The row of a document of the segment. */
    LeadRow of(LeafReader segment, int document) throws IOException {
      LeadRow known = known(document);
      if (known != null) return known;
      BinaryDocValues values = DocValues.getBinary(segment, Fields.ROW);
      values.advanceExact(document);
      LeadRow read = Documents.row(values.binaryValue());
      rows.put(key(document), read);
      return read;
    }

    private Long key(int document) {
      return (number << Integer.SIZE) + document;
    }
  }
}
