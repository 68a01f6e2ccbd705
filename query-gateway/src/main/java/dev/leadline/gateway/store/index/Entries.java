package dev.leadline.gateway.store.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What the index has of leads, as the reader that was opened last has it. */
final class Entries implements Closeable {

  private final DirectoryReader reader;
  private final Segments segments;

  /** Of a reader that is released with them. */
  Entries(DirectoryReader reader, Segments segments) {
    this.reader = reader;
    this.segments = segments;
  }

  /**
   * A document of a lead.
   *
   * @param version of the row that it was made of
   */
  record Entry(LeafReader segment, int document, long version) {}

  /** Null when the index has no such lead. */
  @Nullable Entry of(String leadId) throws IOException {
    var id = new BytesRef(leadId);
    for (LeafReaderContext leaf : reader.leaves()) {
      LeafReader segment = leaf.reader();
      Bits live = segment.getLiveDocs();
      int document =
          segments
              .of(segment)
              .leadIds
              .documentOf(id, segment, one -> live == null || live.get(one));
      if (document == LeadIds.NONE) continue;
      NumericDocValues versions = segment.getNumericDocValues(Fields.VERSION);
      versions.advanceExact(document);
      return new Entry(segment, document, versions.longValue());
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    reader.decRef();
  }
}
