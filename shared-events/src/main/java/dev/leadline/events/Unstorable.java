package dev.leadline.events;

/**
 * What a text of JSON may have in it and no store takes: NUL, which is none of PostgreSQL's
 * characters, and half of a pair of surrogates, which is none in UTF-8.
 */
public final class Unstorable {

  private Unstorable() {}

  /** Whether there is any of it in the text. */
  public static boolean isIn(String text) {
    return firstIn(text) >= 0;
  }

  /** Where it begins; -1 in nearly every text. */
  private static int firstIn(String text) {
    int at = 0;
    while (at < text.length()) {
      char one = text.charAt(at);
      if (one == 0) return at;
      if (!Character.isSurrogate(one)) at++;
      else if (isPair(text, at)) at += 2;
      else return at;
    }
    return -1;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
