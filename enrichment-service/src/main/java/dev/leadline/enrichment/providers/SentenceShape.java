package dev.leadline.enrichment.providers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a sentence's outer form tells of it, which a model of meaning hardly sees. */
final class SentenceShape {

  /** How many numbers there are for a sentence. */
  static final int NUMBERS = 6;

  /** What may stand before a question without changing it. */
  private static final String LEAD_IN =
      "^(?:(?:so|and|but|also|ok|okay|hi|hey|hello|um|uh|well|now|cool|great|super|thanks|btw|oh|yeah|right|seriously|by"
          + " the way|quick question|question|furthermore|actually)\\b[ ,.:!-]*)*";

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("\\?[\\s?!.)\"'\\p{So}]*$"),
          Pattern.compile(
              LEAD_IN
                  + "(?:what|whats|what's|who|whom|whose|where|when|why|how|hows|how's|which|wdym)"
                  + "\\b"),
          Pattern.compile(
              LEAD_IN
                  + "(?:do|does|did|is|are|was|were|can|could|would|will|should|may|might|have|has"
                  + "|had|shall|am|any|u|r|got|mind)\\b"),
          Pattern.compile(
              "\\b(?:wonder|wondering|curious|let (?:me|us) know|tell"
                  + " me|(?:like|love|want|need|interested|trying|appreciate it|help) (?:to|in)"
                  + " (?:know|hear|understand|find"
                  + " out|knowing|learn)|clarif\\w+|(?:please|pls|kindly)"
                  + " (?:send|provide|advise|confirm|share|explain)|(?:may|can|could)"
                  + " (?:i|you|u|we|someone)\\b)"),
          Pattern.compile("\\bhow (?:much|many|long|does|do|is|often)\\b|\\b(?:whether|if)\\b"));

  private SentenceShape() {}

  static float[] of(String sentence) {
    String plain = sentence.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    float[] shape = new float[NUMBERS];
    for (int i = 0; i < FORMS.size(); i++) shape[i] = FORMS.get(i).matcher(plain).find() ? 1 : 0;
    shape[NUMBERS - 1] = Math.min(1, plain.length() / 120f);
    return shape;
  }
}
