package dev.leadline.gateway.store.index;

import java.util.HashSet;
import java.util.Set;

/** Words of folded texts: runs of letters and digits. */
final class Words {

  private Words() {}

  /** The words of a lead's text. */
  static Set<String> of(String text) {
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
  private static boolean isWord(char sign) {
    return sign >= 0x80 || isAscii(sign);
  }

  /** The same of a text in UTF-8. */
  static boolean isWord(byte sign) {
    return sign < 0 || isAscii(sign);
  }

  private static boolean isAscii(int sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
  }
}
