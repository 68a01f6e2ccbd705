package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import java.util.regex.Pattern;

/** The beginning that a regular expression demands of a text, which a sorted index can look up. */
final class Prefix {

  /** Anchored, then a quoted text or plain characters none of which is repeated or optional. */
  private static final Pattern ANCHORED =
      Pattern.compile(
          "\\^(?:\\\\Q(.*?)\\\\E(?![*?{])|((?:[\\w @:/#%~,;=<>&!'\"-](?![*?{]))+)).*",
          Pattern.DOTALL);

  private Prefix() {}

  /** {@link Interval#ALL} when nothing is demanded. */
  static Interval of(BsonRegularExpression expression) {
    String options = expression.getOptions();
    if (options != null && !options.isEmpty()) return Interval.ALL;
    String pattern = expression.getPattern();
    var anchored = ANCHORED.matcher(pattern);
    if (!anchored.matches()) return Interval.ALL;
    int group = anchored.group(1) != null ? 1 : 2;
    String beginning = anchored.group(group);
    if (beginning.isEmpty() || beginning.endsWith("\uffff")) return Interval.ALL;
    if (pattern.indexOf('|', anchored.end(group)) >= 0) return Interval.ALL;
    int last = beginning.length() - 1;
    char next = (char) (beginning.charAt(last) + 1);
    return Interval.above(beginning, true)
        .and(Interval.below(beginning.substring(0, last) + next, false));
  }
}
