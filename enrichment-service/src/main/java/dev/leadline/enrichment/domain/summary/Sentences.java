package dev.leadline.enrichment.domain.summary;

import dev.leadline.events.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes messages apart into sentences, however they are punctuated. */
public final class Sentences {

  /** More than this of one message is not looked at. */
  private static final int LONGEST_MESSAGE = 8_000;

  /** What comes after a full stop may begin a sentence; after a mark or a new line it does. */
  private static final Pattern END =
      Pattern.compile(
          "(?<=[?!…])[\"')\\]]*\\s+|(?<=[.])[\"')\\]]*\\s+(?=[\\p{Lu}\\p{So}0-9'\"])|\\R+");

  private static final Pattern ABBREVIATION =
      Pattern.compile(
          ".*\\b(e\\.g|i\\.e|etc|vs|mr|mrs|ms|dr|st|no|approx|inc|ltd|co|ca)\\.$",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A greeting is no part of what follows it. */
  private static final Pattern SALUTATION =
      Pattern.compile(
          "^(hi|hello|hey|good (morning|afternoon|evening)|dear [\\p{L} ]{1,30})[,!]\\s+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SOMETHING = Pattern.compile("[\\p{L}\\p{N}\\p{So}?]");

  private Sentences() {}

  /** The sentences of a message, in their order, each as it stands there. */
  public static List<String> in(String message) {
    String text = Shortened.to(LONGEST_MESSAGE, message);
    var sentences = new ArrayList<String>();
    int from = 0;
    Matcher end = END.matcher(text);
    while (end.find()) {
      if (ABBREVIATION.matcher(text.substring(from, end.start())).matches()) continue;
      add(sentences, text.substring(from, end.start()));
      from = end.end();
    }
    add(sentences, text.substring(from));
    return sentences;
  }

  private static void add(List<String> sentences, String sentence) {
    String stripped = sentence.strip();
    if (!SOMETHING.matcher(stripped).find()) return;
    Matcher salutation = SALUTATION.matcher(stripped);
    if (salutation.find() && salutation.end() < stripped.length()) {
      sentences.add(stripped.substring(0, salutation.end()).strip());
      sentences.add(stripped.substring(salutation.end()));
    } else sentences.add(stripped);
  }
}
