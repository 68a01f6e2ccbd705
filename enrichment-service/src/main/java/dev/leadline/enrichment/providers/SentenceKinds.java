package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.summary.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Sorts sentences by their meaning and their shape: for each kind one weight for each number, found
 * by logistic regression over sentences that are kept with the tests.
 */
final class SentenceKinds {

  static final String WEIGHTS = "sentence-kinds.txt";

  /** Meaning and shape, and one that is always 1. */
  static final int NUMBERS = SentenceModel.NUMBERS + SentenceShape.NUMBERS + 1;

  /** How much meaning counts beside shape; chosen on the tuning set. */
  private static final float MEANING = 2;

  /** How likely a kind has to be; wishes are shown rather too often than too seldom. */
  private static final double[] LIKELY = {0.45, 0.45, 0.35};

  private static final Pattern BLANK = Pattern.compile(" ");

  private final double[][] weights;

  SentenceKinds(double[][] weights) {
    this.weights = weights;
  }

  /** With the weights that ship. */
  static SentenceKinds shipped() {
    try (InputStream in = SentenceKinds.class.getResourceAsStream(WEIGHTS)) {
      if (in == null) throw new IllegalStateException(WEIGHTS + " is missing");
      return new SentenceKinds(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> BLANK.splitAsStream(line).mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a kind is judged by. */
  static float[] numbers(float[] meaning, String sentence) {
    float[] numbers = new float[NUMBERS];
    for (int i = 0; i < meaning.length; i++) numbers[i] = meaning[i] * MEANING;
    System.arraycopy(SentenceShape.of(sentence), 0, numbers, meaning.length, SentenceShape.NUMBERS);
    numbers[NUMBERS - 1] = 1;
    return numbers;
  }

  /** How likely it is, by one kind's weights. */
  static double likely(double[] weights, float[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) sum += weights[i] * numbers[i];
    return 1 / (1 + Math.exp(-sum));
  }

  Kinds of(float[] meaning, String sentence) {
    float[] numbers = numbers(meaning, sentence);
    boolean[] is = new boolean[LIKELY.length];
    for (int i = 0; i < is.length; i++) is[i] = likely(weights[i], numbers) >= LIKELY[i];
    return new Kinds(is[0], is[1], is[2]);
  }
}
