package dev.leadline.enrichment.domain;

import java.util.Map;

/** What a provider made of a message. */
public sealed interface Verdict {

  /** Less than this is noise, and nothing is told of it (domain 4.5). */
  double NOISE = 0.01;

  /**
   * It was scored.
   *
   * @param scores category to score, 0 to 1
   */
  record Scored(Map<String, Double> scores, String model) implements Verdict {

    public Scored {
      scores = Map.copyOf(scores);
    }

    /** Whether it tells anything. */
    public boolean isNoise() {
      return scores.values().stream().allMatch(score -> score < NOISE);
    }
  }

  /** The provider does not take this message, and will not if it is asked again. */
  record NotTaken() implements Verdict {}
}
