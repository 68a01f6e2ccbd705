package dev.leadline.events;

/** Texts that are longer than they may be. */
public final class Shortened {

  private Shortened() {}

  /**
   * The beginning of a text, or all of it.
   *
   * @param longest in characters of UTF-16; a pair at the end is left out rather than cut in two
   */
  public static String to(int longest, String text) {
    if (text.length() <= longest) return text;
    boolean cutsAPair =
        longest > 0 && Character.isSurrogatePair(text.charAt(longest - 1), text.charAt(longest));
    return text.substring(0, cutsAPair ? longest - 1 : longest);
  }
}
