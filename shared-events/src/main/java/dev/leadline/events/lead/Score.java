package dev.leadline.events.lead;

/**
 * How harmful a message of the lead was found to be. Of two scores for one message the highest
 * counts (domain 4.10, 5).
 *
 * @param score the greatest over all categories, 0 to 1; what is under 0.01 is noise and not kept
 * @param category of that score
 */
public record Score(String messageId, double score, String category) implements Comparable<Score> {

  Score and(Score other) {
    int higher = Double.compare(score, other.score);
    if (higher != 0) return higher > 0 ? this : other;
    return category.compareTo(other.category) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Score other) {
    return messageId.compareTo(other.messageId);
  }
}
