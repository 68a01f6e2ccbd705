package dev.leadline.gateway.store.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The values of one dimension in a segment, both ways: which documents have a value, and which set
 * of values a document has. A value that many documents have keeps a bit for each of all documents,
 * a rare one the list of its own.
 */
final class Values {

  /** Below one in so many documents a list takes less memory than bits. */
  private static final int RARE = 512;

  // What the ways of counting take, in tenths of a nanosecond, on a million documents that are
  // not in the cache of the processor. Of words there are 64 documents in each.
  private static final long WORD_LOOKED_THROUGH = 4;
  private static final long DOCUMENT_VISITED = 15;
  private static final long SET_LOOKED_AT = 40;
  private static final long WORD_COUNTED = 3;
  private static final long RARE_DOCUMENT_LOOKED_UP = 15;

  private final String[] names;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** By value; null for a rare one. */
  private final FixedBitSet[] common;

  /** By value; null for a common one. */
  private final int[][] rare;

  /**
   * Documents have a set of values each, of which there are few different ones, the first one
   * empty: those of set s are {@code sets[setStart[s]]} to before {@code setStart[s + 1]}.
   */
  private final int[] sets;

  private final int[] setStart;
  private final SetNumbers setOf;

  /** By value: how many documents have it. */
  private final int[] sizes;

  /** How many documents the segment has. */
  private final int segmentSize;

  private final int commonValues;
  private final long rareDocuments;

  Values(LeafReader reader, String field) throws IOException {
    segmentSize = reader.maxDoc();
    SortedSetDocValues values = reader.getSortedSetDocValues(field);
    names = new String[values == null ? 0 : Math.toIntExact(values.getValueCount())];
    for (int value = 0; value < names.length; value++) {
      names[value] = values.lookupOrd(value).utf8ToString();
      numbers.put(names[value], value);
    }
    var numberOf = new int[segmentSize];
    List<int[]> different = values == null ? List.of(new int[0]) : sets(values, numberOf);
    setOf = SetNumbers.of(numberOf, different.size() - 1);
    sets = different.stream().flatMapToInt(Arrays::stream).toArray();
    setStart = new int[different.size() + 1];
    for (int set = 0; set < different.size(); set++)
      setStart[set + 1] = setStart[set] + different.get(set).length;
    sizes = new int[names.length];
    for (int number : numberOf)
      for (int i = setStart[number]; i < setStart[number + 1]; i++) sizes[sets[i]]++;
    common = new FixedBitSet[names.length];
    rare = new int[names.length][];
    allocate();
    commonValues = (int) Arrays.stream(common).filter(Objects::nonNull).count();
    rareDocuments =
        Arrays.stream(rare).filter(Objects::nonNull).mapToLong(list -> list.length).sum();
    fill(numberOf);
  }

  /** The different sets, and the number of that of each document. */
  private static List<int[]> sets(SortedSetDocValues values, int[] numberOf) throws IOException {
    var sets = new ArrayList<int[]>();
    sets.add(new int[0]);
    var known = new HashMap<List<Integer>, Integer>();
    var ofOne = new int[Math.toIntExact(values.getValueCount())];
    while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      var set = new int[values.docValueCount()];
      for (int i = 0; i < set.length; i++) set[i] = (int) values.nextOrd();
      int number;
      if (set.length == 1) {
        if (ofOne[set[0]] == 0) {
          ofOne[set[0]] = sets.size();
          sets.add(set);
        }
        number = ofOne[set[0]];
      } else {
        List<Integer> key = Arrays.stream(set).boxed().toList();
        Integer before = known.putIfAbsent(key, sets.size());
        if (before == null) sets.add(set);
        number = before == null ? sets.size() - 1 : before;
      }
      numberOf[values.docID()] = number;
    }
    return sets;
  }

  private void allocate() {
    for (int value = 0; value < sizes.length; value++)
      if (sizes[value] < segmentSize / RARE) rare[value] = new int[sizes[value]];
      else common[value] = new FixedBitSet(segmentSize);
  }

  private void fill(int[] numberOf) {
    var next = new int[names.length];
    for (int document = 0; document < segmentSize; document++)
      for (int i = setStart[numberOf[document]]; i < setStart[numberOf[document] + 1]; i++) {
        int value = sets[i];
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
    return sets[setStart[setOf.get(document)]];
  }

  /** The documents that have any of these values; not to be changed. */
  FixedBitSet anyOf(Iterable<String> wanted) {
    FixedBitSet only = null;
    FixedBitSet any = null;
    for (String name : wanted) {
      Integer value = numbers.get(Fields.term(name));
      if (value == null) continue;
      if (any == null && only == null && common[value] != null) {
        only = common[value];
        continue;
      }
      if (any == null) any = only == null ? new FixedBitSet(segmentSize) : only.clone();
      if (common[value] != null) any.or(common[value]);
      else for (int document : rare[value]) any.set(document);
    }
    if (any != null) return any;
    return only != null ? only : new FixedBitSet(segmentSize);
  }

  /** Counts for each value how many of these documents have it. */
  int[] count(Counted documents) {
    int rest = segmentSize - documents.size;
    long visiting = visiting(documents.size);
    long visitingRest = WORD_LOOKED_THROUGH * FixedBitSet.bits2words(segmentSize) + visiting(rest);
    long counting =
        WORD_COUNTED * documents.words * commonValues + RARE_DOCUMENT_LOOKED_UP * rareDocuments;
    if (visitingRest < Math.min(visiting, counting)) return allBut(documents.others());
    return visiting < counting ? visit(documents.listed()) : countEach(documents);
  }

  private long visiting(int size) {
    return DOCUMENT_VISITED * size + SET_LOOKED_AT * Math.min(size, setStart.length);
  }

  /** Of a selection that leaves out little, what it leaves out is what is looked at. */
  private int[] allBut(Counted rest) {
    int[] counts = visit(rest.listed());
    for (int value = 0; value < counts.length; value++)
      counts[value] = sizes[value] - counts[value];
    return counts;
  }

  private int[] countEach(Counted documents) {
    var counts = new int[names.length];
    for (int value = 0; value < names.length; value++) {
      if (common[value] != null) {
        counts[value] = both(common[value].getBits(), documents.bits.getBits(), documents.words);
        continue;
      }
      int count = 0;
      for (int document : rare[value]) if (documents.bits.get(document)) count++;
      counts[value] = count;
    }
    return counts;
  }

  private int[] visit(int[] documents) {
    var counts = new int[names.length];
    if (documents.length < setStart.length) {
      for (int document : documents) add(setOf.get(document), 1, counts);
      return counts;
    }
    var having = new int[setStart.length - 1];
    setOf.tally(documents, having);
    for (int set = 0; set < having.length; set++)
      if (having[set] > 0) add(set, having[set], counts);
    return counts;
  }

  private void add(int set, int number, int[] counts) {
    for (int i = setStart[set]; i < setStart[set + 1]; i++) counts[sets[i]] += number;
  }

  private static int both(long[] one, long[] other, int words) {
    int count = 0;
    for (int word = 0; word < words; word++) count += Long.bitCount(one[word] & other[word]);
    return count;
  }
}
