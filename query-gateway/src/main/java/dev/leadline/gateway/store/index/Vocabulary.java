package dev.leadline.gateway.store.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The words of a segment's texts, in order, and which documents have them. There are far fewer
 * words than documents that have them: who looks at each word once need not look at each text.
 */
final class Vocabulary {

  /** What is looked for within words is at least as long, in UTF-8 too. */
  private static final int PIECE = 3;

  private static final int PAIR = 2;

  /** Stepping through so many words takes less than looking at one. */
  private static final int WORTH_A_LOOK = 8;

  private static final int MOST_BUCKETS = 1 << 16;

  /** Word w is {@code signs[start[w]]} to before {@code signs[start[w + 1]]}. */
  private final byte[] signs;

  private final int[] start;

  /** The documents of word w are {@code documents[first[w]]} to before {@code first[w + 1]}. */
  private final int[] documents;

  private final int[] first;
  private final int size;

  /** The words that have any of the pieces of bucket b, by the same scheme. */
  private final int[] words;

  private final int[] bucket;

  /** The words that end with any of the pairs of bytes of bucket b, by the same scheme. */
  private final int[] endings;

  private final int[] endingBucket;

  /** By word, see {@link Typos#lettersOf}. */
  private final int[] letters;

  Vocabulary(@Nullable Terms terms) throws IOException {
    var allSigns = new ByteArrayOutputStream();
    var starts = new int[16];
    var firsts = new int[16];
    var having = new int[16];
    int count = 0;
    int filled = 0;
    TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
    PostingsEnum postings = null;
    for (BytesRef word = each.next(); word != null; word = each.next()) {
      allSigns.write(word.bytes, word.offset, word.length);
      postings = each.postings(postings, PostingsEnum.NONE);
      for (int document = postings.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = postings.nextDoc()) {
        having = ArrayUtil.grow(having, filled + 1);
        having[filled++] = document;
      }
      count++;
      starts = ArrayUtil.grow(starts, count + 1);
      firsts = ArrayUtil.grow(firsts, count + 1);
      starts[count] = allSigns.size();
      firsts[count] = filled;
    }
    size = count;
    signs = allSigns.toByteArray();
    start = Arrays.copyOf(starts, count + 1);
    first = Arrays.copyOf(firsts, count + 1);
    documents = Arrays.copyOf(having, filled);
    bucket = new int[Math.min(MOST_BUCKETS, Integer.highestOneBit(count + 1) * 2) + 1];
    words = fillBuckets();
    endingBucket = new int[bucket.length];
    endings = fillEndings();
    letters = new int[size];
    for (int word = 0; word < size; word++)
      letters[word] = Typos.lettersOf(signs, start[word], start[word + 1]);
  }

  private int[] fillBuckets() {
    for (int word = 0; word < size; word++)
      for (int i = start[word]; i + PIECE <= start[word + 1]; i++) bucket[bucketOf(signs, i) + 1]++;
    for (int i = 1; i < bucket.length; i++) bucket[i] += bucket[i - 1];
    var filled = new int[bucket[bucket.length - 1]];
    int[] next = bucket.clone();
    for (int word = 0; word < size; word++)
      for (int i = start[word]; i + PIECE <= start[word + 1]; i++)
        filled[next[bucketOf(signs, i)]++] = word;
    return filled;
  }

  private int[] fillEndings() {
    for (int word = 0; word < size; word++)
      if (lengthOf(word) >= PAIR) endingBucket[endingOf(signs, start[word + 1]) + 1]++;
    for (int i = 1; i < endingBucket.length; i++) endingBucket[i] += endingBucket[i - 1];
    var filled = new int[endingBucket[endingBucket.length - 1]];
    int[] next = endingBucket.clone();
    for (int word = 0; word < size; word++)
      if (lengthOf(word) >= PAIR) filled[next[endingOf(signs, start[word + 1])]++] = word;
    return filled;
  }

  private int endingOf(byte[] text, int end) {
    int pair = ((text[end - 2] & 0xff) << 8) | (text[end - 1] & 0xff);
    return ((pair * 0x9E3779B1) >>> 16) & (bucket.length - 2);
  }

  /** Several pieces may share one: whoever comes from it looks at the word itself. */
  private int bucketOf(byte[] text, int at) {
    int piece = ((text[at] & 0xff) << 16) | ((text[at + 1] & 0xff) << 8) | (text[at + 2] & 0xff);
    return ((piece * 0x9E3779B1) >>> 16) & (bucket.length - 2);
  }

  /** Tells of each word that has something of at least three bytes in it. */
  void within(byte[] wanted, IntConsumer word) {
    int rarest = bucketOf(wanted, 0);
    int second = rarest;
    for (int i = 1; i + PIECE <= wanted.length; i++) {
      int one = bucketOf(wanted, i);
      if (sizeOf(one) < sizeOf(rarest)) {
        second = rarest;
        rarest = one;
      } else if (second == rarest || sizeOf(one) < sizeOf(second)) second = one;
    }
    if (sizeOf(second) > WORTH_A_LOOK * sizeOf(rarest)) second = rarest;
    int last = -1;
    int other = bucket[second];
    for (int i = bucket[rarest]; i < bucket[rarest + 1]; i++) {
      // A word that has several of the pieces is there several times, one after the other.
      int one = words[i];
      if (one == last) continue;
      last = one;
      while (other < bucket[second + 1] && words[other] < one) other++;
      if (other == bucket[second + 1]) return;
      if (words[other] == one && has(one, wanted)) word.accept(one);
    }
  }

  private int sizeOf(int one) {
    return bucket[one + 1] - bucket[one];
  }

  private boolean has(int word, byte[] wanted) {
    for (int i = start[word]; i + wanted.length <= start[word + 1]; i++)
      if (isAt(i, wanted)) return true;
    return false;
  }

  private boolean isAt(int place, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) if (signs[place + i] != wanted[i]) return false;
    return true;
  }

  /** Tells of each word that is another, but for a typo. */
  void misspelt(Typos typos, IntConsumer word) {
    byte[] half = typos.firstHalf();
    int end = firstBeyond(half);
    for (int i = firstFrom(half); i < end; i++) if (isMisspelt(i, typos)) word.accept(i);
    int ending = endingOf(typos.word(), typos.word().length);
    for (int i = endingBucket[ending]; i < endingBucket[ending + 1]; i++) {
      int one = endings[i];
      if (isMisspelt(one, typos) && !begins(one, half)) word.accept(one);
    }
  }

  private boolean isMisspelt(int word, Typos typos) {
    return typos.mayBe(letters[word]) && typos.forgive(signs, start[word], start[word + 1]);
  }

  /** Adds the documents that have a word which begins with something. */
  void beginning(byte[] wanted, FixedBitSet into) {
    int end = first[firstBeyond(wanted)];
    for (int i = first[firstFrom(wanted)]; i < end; i++) into.set(documents[i]);
  }

  /** Whether a word begins with something. */
  boolean begins(int word, byte[] wanted) {
    return lengthOf(word) >= wanted.length && isAt(start[word], wanted);
  }

  /** In bytes. */
  int lengthOf(int word) {
    return start[word + 1] - start[word];
  }

  /** The first word that is not before another. */
  private int firstFrom(byte[] wanted) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order =
          Arrays.compareUnsigned(signs, start[middle], start[middle + 1], wanted, 0, wanted.length);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first word that is behind all that begin with something. */
  private int firstBeyond(byte[] beginning) {
    // No byte of a text is as large.
    byte[] beyond = Arrays.copyOf(beginning, beginning.length + 1);
    beyond[beginning.length] = (byte) 0xff;
    return firstFrom(beyond);
  }

  /** Adds the documents that have a word. */
  void documentsOf(int word, FixedBitSet into) {
    for (int i = first[word]; i < first[word + 1]; i++) into.set(documents[i]);
  }
}
