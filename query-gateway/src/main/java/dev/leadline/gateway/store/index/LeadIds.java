package dev.leadline.gateway.store.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

/**
 * Which document of a segment is of a lead. A dictionary of ids in Lucene is on disk and packed,
 * and took ten times as long for an answer, which is mostly that the lead is not in this segment.
 */
final class LeadIds {

  static final int NONE = -1;

  /** Of each document the hash of its lead's id and, in the lower half, its number; in order. */
  private final long[] hashed;

  LeadIds(LeafReader reader) throws IOException {
    hashed = new long[reader.maxDoc()];
    BinaryDocValues ids = DocValues.getBinary(reader, Fields.LEAD);
    for (int document = 0; document < hashed.length; document++) {
      ids.advanceExact(document);
      hashed[document] = hash(ids.binaryValue()) + document;
    }
    Arrays.sort(hashed);
  }

  private static long hash(BytesRef id) {
    return (long) id.hashCode() << Integer.SIZE;
  }

  /**
   * The document of a lead, {@link #NONE} if there is none.
   *
   * @param reader of this segment
   * @param isLive which of several documents of the lead is meant
   */
  int documentOf(BytesRef leadId, LeafReader reader, IntPredicate isLive) throws IOException {
    long hash = hash(leadId);
    int found = Arrays.binarySearch(hashed, hash);
    for (int i = found < 0 ? -found - 1 : found; i < hashed.length; i++) {
      int document = (int) hashed[i];
      if (hashed[i] - document != hash) return NONE;
      if (isLive.test(document) && leadId.equals(idOf(document, reader))) return document;
    }
    return NONE;
  }

  /** The lead of a document. */
  static BytesRef idOf(int document, LeafReader reader) throws IOException {
    BinaryDocValues ids = DocValues.getBinary(reader, Fields.LEAD);
    ids.advanceExact(document);
    return ids.binaryValue();
  }
}
