package dev.leadline.events.lead;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How harmful a message of the lead was found to be. Of two scores for one message the highest
 * counts (domain 4.10, 5).
 *
 * @param score the greatest over all categories, 0 to 1; what is under 0.01 is noise and not kept
 * @param category of that score
 * @param conversationId in which the message has its number; null where nobody said
 */
public record Score(
    String messageId, double score, String category, @Nullable String conversationId)
    implements Comparable<Score> {

  private static final Comparator<Score> BY_MESSAGE =
      Comparator.comparing(Score::messageId)
          .thenComparing(
              Score::conversationId, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  /** The same of a message in this conversation. */
  public Score in(@Nullable String conversation) {
    return new Score(messageId, score, category, conversation);
  }

  Score and(Score other) {
    int higher = Double.compare(score, other.score);
    if (higher != 0) return higher > 0 ? this : other;
    return category.compareTo(other.category) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Score other) {
    return BY_MESSAGE.compare(this, other);
  }
}
