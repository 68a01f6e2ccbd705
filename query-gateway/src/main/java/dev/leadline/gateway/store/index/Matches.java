package dev.leadline.gateway.store.index;

import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/** Documents of a segment that a search found, in their order, and how well. */
final class Matches {

  private static final int FIRST_SIZE = 256;

  private int[] documents = new int[FIRST_SIZE];
  private byte[] ranks = new byte[FIRST_SIZE];
  private int size;

  void add(int document, int rank) {
    if (size == documents.length) {
      documents = Arrays.copyOf(documents, size * 2);
      ranks = Arrays.copyOf(ranks, size * 2);
    }
    documents[size] = document;
    ranks[size++] = (byte) rank;
  }

  int size() {
    return size;
  }

  int document(int index) {
    return documents[index];
  }

  /** The less the better. */
  int rank(int index) {
    return ranks[index];
  }

  FixedBitSet bits(int documentsOfSegment) {
    var bits = new FixedBitSet(documentsOfSegment);
    for (int i = 0; i < size; i++) bits.set(documents[i]);
    return bits;
  }
}
