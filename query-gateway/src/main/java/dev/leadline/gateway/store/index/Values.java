package dev.leadline.gateway.store.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The values of one dimension in a segment, both ways: which documents have a value, and which
 * values a document has. A value that many documents have keeps a bit for each of all documents, a
 * rare one the list of its own.
 */
final class Values {

  /**
   * Below one in so many documents a list is quicker than bits: to look whether a document is among
   * others takes 1 ns, to count a word of 64 documents 0.4 ns (both measured on a million).
   */
  private static final int RARE = 128;

  /**
   * To visit a document takes as long as to count so many words of bits: 20 ns where one in a
   * hundred is visited, of which most is waiting for memory.
   */
  private static final long WORDS_OF_A_VISIT = 50;

  private final String[] names;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** By value; null for a rare one. */
  private final FixedBitSet[] common;

  /** By value; null for a common one. */
  private final int[][] rare;

  /** The values of document d are {@code ofDocument[first[d]]} to before {@code first[d + 1]}. */
  private final int[] first;

  private final int[] ofDocument;
  private final long wordsOfCommon;
  private final long documentsOfRare;

  Values(LeafReader reader, String field) throws IOException {
    int documents = reader.maxDoc();
    first = new int[documents + 1];
    SortedSetDocValues values = reader.getSortedSetDocValues(field);
    if (values == null) {
      names = new String[0];
      common = new FixedBitSet[0];
      rare = new int[0][];
      ofDocument = new int[0];
      wordsOfCommon = 0;
      documentsOfRare = 0;
      return;
    }
    names = new String[Math.toIntExact(values.getValueCount())];
    for (int value = 0; value < names.length; value++) {
      names[value] = values.lookupOrd(value).utf8ToString();
      numbers.put(names[value], value);
    }
    var each = new int[documents];
    int filled = 0;
    var sizes = new int[names.length];
    int document = 0;
    while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      for (; document <= values.docID(); document++) first[document] = filled;
      for (int i = values.docValueCount(); i > 0; i--) {
        int value = (int) values.nextOrd();
        if (filled == each.length) each = Arrays.copyOf(each, filled + filled / 2 + 16);
        each[filled++] = value;
        sizes[value]++;
      }
    }
    for (; document <= documents; document++) first[document] = filled;
    ofDocument = Arrays.copyOf(each, filled);
    common = new FixedBitSet[names.length];
    rare = new int[names.length][];
    wordsOfCommon = allocate(sizes, documents);
    documentsOfRare = Arrays.stream(rare).mapToLong(list -> list == null ? 0 : list.length).sum();
    fill(documents);
  }

  private long allocate(int[] sizes, int documents) {
    long words = 0;
    for (int value = 0; value < sizes.length; value++)
      if (sizes[value] < documents / RARE) rare[value] = new int[sizes[value]];
      else {
        common[value] = new FixedBitSet(documents);
        words += common[value].getBits().length;
      }
    return words;
  }

  private void fill(int documents) {
    var next = new int[names.length];
    for (int document = 0; document < documents; document++)
      for (int i = first[document]; i < first[document + 1]; i++) {
        int value = ofDocument[i];
        if (common[value] != null) common[value].set(document);
        else rare[value][next[value]++] = document;
      }
  }

  String name(int value) {
    return names[value];
  }

  int size() {
    return names.length;
  }

  /** The first value of a document. */
  int firstOf(int document) {
    return ofDocument[first[document]];
  }

  /** The documents that have any of these values; not to be changed. */
  FixedBitSet anyOf(Iterable<String> wanted, int documents) {
    FixedBitSet only = null;
    FixedBitSet any = null;
    for (String name : wanted) {
      Integer value = numbers.get(Fields.term(name));
      if (value == null) continue;
      if (any == null && only == null && common[value] != null) {
        only = common[value];
        continue;
      }
      if (any == null) any = only == null ? new FixedBitSet(documents) : only.clone();
      if (common[value] != null) any.or(common[value]);
      else for (int document : rare[value]) any.set(document);
    }
    if (any != null) return any;
    return only != null ? only : new FixedBitSet(documents);
  }

  /**
   * Counts for each value how many of these documents have it.
   *
   * @param size how many documents these are
   * @param end after the last of them, or any later place
   */
  int[] count(FixedBitSet documents, int size, int end) {
    var counts = new int[names.length];
    int words = FixedBitSet.bits2words(end);
    if (WORDS_OF_A_VISIT * size < wordsOfCommon + documentsOfRare) {
      visit(documents.getBits(), words, counts);
      return counts;
    }
    for (int value = 0; value < names.length; value++) {
      if (common[value] != null) {
        counts[value] = both(common[value].getBits(), documents.getBits(), words);
        continue;
      }
      int count = 0;
      for (int document : rare[value]) if (documents.get(document)) count++;
      counts[value] = count;
    }
    return counts;
  }

  private void visit(long[] documents, int words, int[] counts) {
    for (int word = 0; word < words; word++)
      for (long left = documents[word]; left != 0; left &= left - 1) {
        int document = (word << 6) + Long.numberOfTrailingZeros(left);
        for (int i = first[document]; i < first[document + 1]; i++) counts[ofDocument[i]]++;
      }
  }

  private static int both(long[] one, long[] other, int words) {
    int count = 0;
    for (int word = 0; word < words; word++) count += Long.bitCount(one[word] & other[word]);
    return count;
  }
}
