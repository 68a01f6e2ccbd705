package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.ScoreMessages;
import dev.leadline.enrichment.domain.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Scores by a short list of English phrases. It shows how blocking works without asking anybody,
 * and is no moderation: it knows no other language, no spelling but its own and no context, so it
 * misses nearly all that is harmful and may take a quotation for a threat.
 */
final class KeywordScorer implements ScoreMessages {

  private static final String MODEL = "built-in-phrases";

  /** A phrase, its category and how much it weighs. */
  private record Phrase(Pattern words, String category, double score) {

    private static Phrase of(String words, String category, double score) {
      return new Phrase(Pattern.compile("\\b" + words + "\\b"), category, score);
    }
  }

  private static final List<Phrase> PHRASES =
      List.of(
          Phrase.of("idiots?", "harassment", 0.4),
          Phrase.of("stupid", "harassment", 0.3),
          Phrase.of("shut up", "harassment", 0.3),
          Phrase.of("you are (worthless|pathetic|disgusting)", "harassment", 0.5),
          Phrase.of("i hate you( all)?", "hate", 0.4),
          Phrase.of("i will (hurt|hit|find) you", "violence", 0.8),
          Phrase.of("i('ll| will| am going to) kill you", "violence", 1.0),
          Phrase.of("(buy|sell) (drugs|cocaine|stolen cards?)", "illicit", 0.6),
          Phrase.of("send (me )?nudes", "sexual", 0.8),
          Phrase.of("kill myself", "self-harm", 0.9));

  @Override
  public List<Verdict> score(List<String> texts) {
    return texts.stream().map(KeywordScorer::verdict).toList();
  }

  private static Verdict verdict(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Map<String, Double> scores = new HashMap<>();
    for (Phrase phrase : PHRASES)
      if (phrase.words().matcher(plain).find())
        scores.merge(phrase.category(), phrase.score(), Math::max);
    return new Verdict.Scored(scores, MODEL);
  }
}
