package dev.leadline.gateway.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.domain.Search.Match;
import org.jspecify.annotations.Nullable;

/** Looks for a word in the text of a document. */
final class Words {

  private final byte[] word;

  Words(String word) {
    this.word = word.getBytes(UTF_8);
  }

  /** The best way in which a text from one place to before another has the word; null for none. */
  @Nullable Match in(byte[] text, int from, int to) {
    byte first = word[0];
    int last = to - word.length;
    Match best = null;
    for (int i = from; i <= last; i++) {
      if (text[i] != first || !isAt(text, i)) continue;
      if (i == from || !isWord(text[i - 1])) {
        int end = i + word.length;
        if (end == to || !isWord(text[end])) return Match.WHOLE;
        best = Match.START;
      } else if (best == null) best = Match.WITHIN;
    }
    return best;
  }

  private boolean isAt(byte[] text, int place) {
    for (int i = 1; i < word.length; i++) if (text[place + i] != word[i]) return false;
    return true;
  }

  /** In a folded text, whatever is beyond ASCII is part of a letter or a digit. */
  private static boolean isWord(byte sign) {
    return sign < 0 || (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
  }

  /** Where the last line of a text begins. */
  static int lastLine(byte[] text, int from, int to) {
    int start = to;
    while (start > from && text[start - 1] != '\n') start--;
    return start;
  }
}
