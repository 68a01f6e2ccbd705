package dev.leadline.gateway.domain;

import dev.leadline.events.Shortened;
import dev.leadline.events.view.LeadRow;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for by name, any email, company, its domain or phone number (leads-page;
 * domain 5.13). A lead is found when it has every word. Any sign may be typed: those around a word
 * do not count, and a text without a letter or digit finds nothing.
 *
 * @param words folded; a word of one or two letters has to begin a word of the lead
 * @param phone the digits, if the whole text may be a phone number; null otherwise. It is enough to
 *     have them.
 */
public record Search(List<String> words, @Nullable String phone) {

  /** Shorter words are found where words begin, and not within them. */
  public static final int SHORTEST_WITHIN = 3;

  /** Words of so many letters may have one typo: a letter too many, too few, wrong or swapped. */
  public static final int SHORTEST_WITH_TYPO = 5;

  /** More than anybody types. */
  public static final int MOST_LETTERS = 200;

  private static final int FEWEST_DIGITS = 3;

  /** What somebody sends instead of a name is not found by its end. */
  private static final int MOST_OF_A_LINE = 300;

  /** How a word is met, from the best; what a lead meets it by is the best of its places. */
  public enum Match {
    /** It is a word of the lead. */
    WHOLE(0),
    /** A word of the lead begins with it. */
    START(1),
    /** It is somewhere in the lead's texts. */
    WITHIN(2),
    /** A word of the lead differs from it by a typo. */
    TYPO(3);

    private final int rank;

    Match(int rank) {
      this.rank = rank;
    }

    /** The less the better; those of several words add up. */
    public int rank() {
      return rank;
    }
  }

  public Search {
    words = List.copyOf(words);
  }

  /** What a text looks for; null when it is blank. */
  public static @Nullable Search of(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    String digits = digitsOf(text);
    boolean maybePhone =
        digits.length() >= FEWEST_DIGITS && text.strip().matches("[0-9+()./\\s-]+");
    return new Search(
        Stream.of(Folding.fold(text).split("\\s+"))
            .map(Search::stripped)
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList(),
        maybePhone ? digits : null);
  }

  /** Without the signs around it, which people put there without meaning them. */
  private static String stripped(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && !isWord(word.charAt(from))) from++;
    while (to > from && !isWord(word.charAt(to - 1))) to--;
    return word.substring(from, to);
  }

  private static boolean isWord(char sign) {
    return sign >= 0x80 || Character.isLetterOrDigit(sign);
  }

  /** Whether a typo in a word is forgiven: it has letters only, and enough of them. */
  public static boolean forgives(String word) {
    return word.codePointCount(0, word.length()) >= SHORTEST_WITH_TYPO
        && word.codePoints().allMatch(Character::isLetter);
  }

  /** Whether there is anything that a lead could have. */
  public boolean isEmpty() {
    return words.isEmpty() && phone == null;
  }

  /**
   * The folded name, emails and company of a lead, the domain of its company, and the digits of its
   * phone, each in a line, of which that of the phone is the last.
   */
  public static String textOf(LeadRow row) {
    var lines =
        new StringJoiner("\n")
            .add(line(row.name()))
            .add(line(row.email()))
            .add(line(row.company()));
    for (String other : row.alsoFoundBy()) lines.add(line(other));
    String phone = row.phone();
    return lines.add(phone == null ? "" : line(digitsOf(phone))).toString();
  }

  /** What is written around the digits of a phone number does not count. */
  static String digitsOf(String phone) {
    var digits = new StringBuilder(phone.length());
    for (int i = 0; i < phone.length(); i++)
      if (phone.charAt(i) >= '0' && phone.charAt(i) <= '9') digits.append(phone.charAt(i));
    return digits.toString();
  }

  private static String line(@Nullable String value) {
    if (value == null) return "";
    return Folding.fold(Shortened.to(MOST_OF_A_LINE, value));
  }
}
