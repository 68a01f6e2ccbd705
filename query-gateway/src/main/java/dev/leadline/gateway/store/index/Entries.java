package dev.leadline.gateway.store.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What the index has of leads, as a reader has it. */
final class Entries implements Closeable {

  private DirectoryReader reader;
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

  /** Looks at the documents as they lie now. */
  void reopen(IndexWriter writer) throws IOException {
    DirectoryReader now = DirectoryReader.openIfChanged(reader, writer);
    if (now == null) throw new IllegalStateException("Nothing has changed since it was looked at");
    reader.decRef();
    reader = now;
  }

  @Override
  public void close() throws IOException {
    reader.decRef();
  }
}
