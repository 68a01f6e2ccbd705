package dev.leadline.gateway.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A word in which one typo is forgiven: a letter too many, a letter missing, another letter, or two
 * that have changed places. A typo is at one place, or at two beside each other: before it or
 * behind it the word is as it should be. So whoever has it begins with the first half of its
 * letters, or ends with those behind the next one.
 */
final class Typos {

  /** So many different bytes go on with a letter. */
  private static final int LETTERS_INSIDE = 64;

  /** The longest letter in UTF-8. */
  private static final int LONGEST_LETTER = 4;

  /** One letter that is another takes one bit away and brings one. */
  private static final int MOST_BITS_APART = 2;

  private final byte[] word;
  private final byte[] firstHalf;
  private final int letters;

  /**
   * For one word.
   *
   * @param word of five letters or more, so that both halves are of two bytes or more
   */
  Typos(String word) {
    this.word = word.getBytes(UTF_8);
    int half = word.codePointCount(0, word.length()) / 2;
    firstHalf = word.substring(0, word.offsetByCodePoints(0, half)).getBytes(UTF_8);
    letters = lettersOf(this.word, 0, this.word.length);
  }

  byte[] word() {
    return word;
  }

  byte[] firstHalf() {
    return firstHalf;
  }

  /** A bit for each letter that a word has; some letters share one. */
  static int lettersOf(byte[] text, int from, int to) {
    int letters = 0;
    int letter = 0;
    for (int i = from; i < to; i++) {
      letter = isInside(text[i]) ? letter * LETTERS_INSIDE + text[i] : text[i];
      if (i + 1 == to || !isInside(text[i + 1])) letters |= 1 << ((letter * 0x9E3779B1) >>> 27);
    }
    return letters;
  }

  /** Whether a word of these letters may be the word at all; most others are told apart by it. */
  boolean mayBe(int lettersOfOther) {
    return Integer.bitCount(letters ^ lettersOfOther) <= MOST_BITS_APART;
  }

  /** Whether what is from one place to before another is the word, but for a typo. */
  boolean forgive(byte[] text, int from, int to) {
    if (Math.abs(to - from - word.length) > LONGEST_LETTER) return false;
    int same = Arrays.mismatch(text, from, to, word, 0, word.length);
    if (same < 0) return true;
    while (same < word.length && isInside(word[same])) same--;
    int sameEnd = 0;
    int most = Math.min(to - from, word.length) - same;
    while (sameEnd < most && text[to - 1 - sameEnd] == word[word.length - 1 - sameEnd]) sameEnd++;
    while (sameEnd > 0 && isInside(word[word.length - sameEnd])) sameEnd--;
    return isOneTypo(text, from + same, to - sameEnd, same, word.length - sameEnd);
  }

  /** Of what differs. */
  private boolean isOneTypo(byte[] text, int from, int to, int start, int end) {
    int there = letters(text, from, to);
    int wanted = letters(word, start, end);
    if (there <= 1 && wanted <= 1) return true;
    if (there != 2 || wanted != 2 || to - from != end - start) return false;
    int second = start + 1;
    while (isInside(word[second])) second++;
    int length = second - start;
    return Arrays.equals(text, to - length, to, word, start, second)
        && Arrays.equals(text, from, to - length, word, second, end);
  }

  private static int letters(byte[] text, int from, int to) {
    int letters = 0;
    for (int i = from; i < to; i++) if (!isInside(text[i])) letters++;
    return letters;
  }

  /** Whether it goes on with a letter that has begun before. */
  private static boolean isInside(byte sign) {
    return (sign & 0xc0) == 0x80;
  }
}
