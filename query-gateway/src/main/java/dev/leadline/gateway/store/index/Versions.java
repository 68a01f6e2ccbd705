package dev.leadline.gateway.store.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** The versions that rows have in the index. */
final class Versions implements Closeable {

  private static final long NONE = -1;

  private final @Nullable DirectoryReader reader;

  private Versions(@Nullable DirectoryReader reader) {
    this.reader = reader;
  }

  /** Of a reader that is released with them; null for an index without any. */
  static Versions of(@Nullable DirectoryReader reader) {
    return new Versions(reader);
  }

  /** Negative when the index has no such lead. */
  long of(String leadId) throws IOException {
    if (reader == null) return NONE;
    for (LeafReaderContext leaf : reader.leaves()) {
      LeafReader segment = leaf.reader();
      PostingsEnum found = segment.postings(LuceneLeadIndex.id(leadId), PostingsEnum.NONE);
      if (found == null) continue;
      Bits live = segment.getLiveDocs();
      for (int document = found.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = found.nextDoc()) {
        if (live != null && !live.get(document)) continue;
        NumericDocValues versions = segment.getNumericDocValues(Fields.VERSION);
        if (versions != null && versions.advanceExact(document)) return versions.longValue();
      }
    }
    return NONE;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) reader.decRef();
  }
}
