package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Search;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pieces of texts by which leads are found. */
final class Grams {

  private static final int LENGTH = Search.SHORTEST_WITHIN;

  /** Stands before a beginning, so that it is no other piece. */
  private static final char BEGINNING = '^';

  private Grams() {}

  /** The pieces of a lead's text: all threes without a space, and the first letters of words. */
  static Set<String> of(String text) {
    var grams = new HashSet<String>();
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      run = sign == ' ' || sign == '\n' ? 0 : run + 1;
      if (run >= LENGTH) grams.add(text.substring(i - LENGTH + 1, i + 1));
      if (isWord(sign) && (i == 0 || !isWord(text.charAt(i - 1))))
        for (int length = 1; length < LENGTH && i + length <= text.length(); length++)
          if (isWord(text.charAt(i + length - 1)))
            grams.add(beginning(text.substring(i, i + length)));
          else break;
    }
    return grams;
  }

  /** The piece that leads have of whom a word begins with these letters. */
  static String beginning(String letters) {
    return BEGINNING + letters;
  }

  /** The threes of a word. */
  static List<String> within(String word) {
    var grams = new ArrayList<String>();
    for (int i = 0; i + LENGTH <= word.length(); i++) grams.add(word.substring(i, i + LENGTH));
    return grams;
  }

  /** The words of a lead's text. */
  static Set<String> words(String text) {
    var words = new HashSet<String>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isWord(text.charAt(i))) continue;
      if (i > start) words.add(text.substring(start, i));
      start = i + 1;
    }
    return words;
  }

  /** In a folded text, whatever is beyond ASCII is a letter or a digit. */
  static boolean isWord(char sign) {
    return sign >= 0x80 || (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
  }
}
