package dev.leadline.events;

/**
 * Signs that nobody sees: blanks of every kind, and signs of no width. They come along by paste.
 */
public final class Unseen {

  private Unseen() {}

  /** Whether this is one. */
  public static boolean is(char sign) {
    return isBlank(sign) || Character.isIdentifierIgnorable(sign);
  }

  /** Whether this is a blank, be it one at which no line may end. */
  public static boolean isBlank(int sign) {
    return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
  }

  /** The text without any of them at its ends. */
  public static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && is(text.charAt(from))) from++;
    while (from < to && is(text.charAt(to - 1))) to--;
    return text.substring(from, to);
  }
}
