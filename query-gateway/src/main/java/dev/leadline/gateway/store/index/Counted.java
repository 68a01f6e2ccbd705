package dev.leadline.gateway.store.index;

import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a segment that several dimensions count. To go through the bits of a few documents
 * takes longer than to look at them, since the processor cannot guess how many are in each word: it
 * is done once for all dimensions.
 */
final class Counted {

  final FixedBitSet bits;
  final int size;

  /** How many words of the bits have to be looked through. */
  final int words;

  private int @Nullable [] listed;
  private @Nullable Counted others;

  /**
   * These documents.
   *
   * @param end after the last of them, or any later place
   */
  Counted(FixedBitSet bits, int end) {
    this.bits = bits;
    this.size = bits.cardinality();
    this.words = FixedBitSet.bits2words(end);
  }

  /** All others of the segment. */
  Counted others() {
    Counted known = others;
    if (known != null) return known;
    FixedBitSet rest = bits.clone();
    rest.flip(0, rest.length());
    others = new Counted(rest, rest.length());
    return others;
  }

  /** One after the other; not to be changed. */
  int[] listed() {
    int[] known = listed;
    if (known != null) return known;
    var all = new int[size];
    long[] each = bits.getBits();
    int found = 0;
    for (int word = 0; word < words; word++)
      for (long left = each[word]; left != 0; left &= left - 1)
        all[found++] = (word << 6) + Long.numberOfTrailingZeros(left);
    listed = all;
    return all;
  }
}
