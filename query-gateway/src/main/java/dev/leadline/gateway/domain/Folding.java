package dev.leadline.gateway.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes texts comparable as people compare them: without case and accents, and with every
 * apostrophe and dash as keyboards have it; whatever else is neither a letter nor a digit nor
 * printable ASCII is a space.
 */
public final class Folding {

  private static final int FIRST_BEYOND_ASCII = 0x80;

  private Folding() {}

  /** The folded text. */
  public static String fold(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (isPlain(plain)) return plain;
    var folded = new StringBuilder(plain.length());
    Normalizer.normalize(plain, Normalizer.Form.NFKD)
        .codePoints()
        .forEach(letter -> add(letter, folded));
    // Compatibility forms, such as mathematical letters, come apart into capitals too.
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++)
      if (text.charAt(i) < ' ' || text.charAt(i) >= FIRST_BEYOND_ASCII) return false;
    return true;
  }

  private static void add(int letter, StringBuilder folded) {
    switch (letter) {
      case 'ß' -> folded.append("ss");
      case 'æ' -> folded.append("ae");
      case 'œ' -> folded.append("oe");
      case 'þ' -> folded.append("th");
      case 'ø' -> folded.append('o');
      case 'ł' -> folded.append('l');
      case 'đ', 'ð' -> folded.append('d');
      case 'ħ' -> folded.append('h');
      case 'ı' -> folded.append('i');
      case 'ς' -> folded.append('σ');
      // As phones write it where somebody types the plain one.
      case '‘', '’', 'ʼ' -> folded.append('\'');
      default -> {
        int kind = Character.getType(letter);
        boolean isMark =
            kind == Character.NON_SPACING_MARK
                || kind == Character.COMBINING_SPACING_MARK
                || kind == Character.ENCLOSING_MARK;
        if (isMark) return;
        if (kind == Character.DASH_PUNCTUATION) {
          folded.append('-');
          return;
        }
        boolean isKept =
            letter < FIRST_BEYOND_ASCII ? letter >= ' ' : Character.isLetterOrDigit(letter);
        if (isKept) folded.appendCodePoint(letter);
        else folded.append(' ');
      }
    }
  }
}
