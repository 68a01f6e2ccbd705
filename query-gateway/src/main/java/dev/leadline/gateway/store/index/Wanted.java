package dev.leadline.gateway.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.Search.Match;
import org.jspecify.annotations.Nullable;

/** What is looked for: something without a space, in folded texts. */
final class Wanted {

  private final byte[] signs;
  private final boolean isShort;
  private final boolean plain;
  private final @Nullable Typos typos;

  private Wanted(String text, @Nullable Typos typos) {
    signs = text.getBytes(UTF_8);
    isShort = text.length() < Search.SHORTEST_WITHIN;
    boolean words = true;
    for (byte sign : signs) words &= Words.isWord(sign);
    plain = words;
    this.typos = typos;
  }

  /** A word that somebody typed. */
  static Wanted word(String word) {
    return new Wanted(word, Search.forgives(word) ? new Typos(word) : null);
  }

  /** Digits of a phone number. */
  static Wanted digits(String digits) {
    return new Wanted(digits, null);
  }

  byte[] signs() {
    return signs;
  }

  /** It has to begin a word, and is not looked for within them. */
  boolean isShort() {
    return isShort;
  }

  /** It is within one word wherever it is. */
  boolean isPlain() {
    return plain;
  }

  /** Null when none is forgiven. */
  @Nullable Typos typos() {
    return typos;
  }

  /**
   * A word of what is not plain, the longest by which something can be found: it is looked for
   * where words begin, unless it is the first, which may be the end of a word.
   */
  Part part() {
    Part best = whole();
    int most = 0;
    for (int start = 0, end = 0; end <= signs.length; end++) {
      if (end < signs.length && Words.isWord(signs[end])) continue;
      if (end - start > most && (start > 0 || end >= Search.SHORTEST_WITHIN)) {
        most = end - start;
        best = new Part(text(start, end), start > 0);
      }
      start = end + 1;
    }
    return best;
  }

  /** All of it, anywhere within a word. */
  Part whole() {
    return new Part(text(0, signs.length), false);
  }

  private String text(int from, int to) {
    return new String(signs, from, to - from, UTF_8);
  }

  /** A word within, and whether a word of a text begins with it. */
  record Part(String word, boolean begins) {

    byte[] signs() {
      return word.getBytes(UTF_8);
    }
  }

  /** The best way in which a text from one place to before another has it; null for none. */
  @Nullable Match in(byte[] text, int from, int to) {
    byte first = signs[0];
    int last = to - signs.length;
    Match best = null;
    for (int i = from; i <= last; i++) {
      if (text[i] != first || !isAt(text, i)) continue;
      if (i == from || !Words.isWord(text[i - 1])) {
        int end = i + signs.length;
        if (end == to || !Words.isWord(text[end])) return Match.WHOLE;
        best = Match.START;
      } else if (best == null) best = Match.WITHIN;
    }
    return best;
  }

  private boolean isAt(byte[] text, int place) {
    for (int i = 1; i < signs.length; i++) if (text[place + i] != signs[i]) return false;
    return true;
  }
}
