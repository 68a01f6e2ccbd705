package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.providers.Dialogues.Labelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Finds the weights that ship, from the tuning set alone; to be run from the module's folder after
 * a change of that set, of the model, or of what is looked at.
 */
final class TuneSentenceKinds {

  private static final char[] KINDS = {'q', 'p', 'i'};
  private static final double REGULARIZATION = 2e-4;
  private static final int STEPS = 400;

  private TuneSentenceKinds() {}

  public static void main(String[] arguments) throws IOException {
    List<Labelled> sentences = Dialogues.tuning();
    float[][] numbers;
    try (var model = SentenceModel.load()) {
      numbers =
          sentences.stream()
              .map(it -> SentenceKinds.numbers(model.of(it.sentence()), it.sentence()))
              .toArray(float[][]::new);
    }
    var text = new StringBuilder();
    for (char kind : KINDS) {
      boolean[] is = new boolean[numbers.length];
      for (int i = 0; i < is.length; i++) is[i] = sentences.get(i).is(kind);
      text.append(
              Arrays.stream(weights(numbers, is))
                  .mapToObj("%.4f"::formatted)
                  .collect(Collectors.joining(" ")))
          .append('\n');
    }
    Path file =
        Path.of(
            "src/main/resources",
            SentenceKinds.class.getPackageName().replace('.', '/'),
            SentenceKinds.WEIGHTS);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    System.out.printf(Locale.ROOT, "%d sentences, weights in %s%n", sentences.size(), file);
  }

  /** Logistic regression by gradient descent with momentum. */
  private static double[] weights(float[][] numbers, boolean[] is) {
    int size = SentenceKinds.NUMBERS;
    double[] weights = new double[size];
    double[] momentum = new double[size];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size];
      for (int i = 0; i < numbers.length; i++) {
        double error = SentenceKinds.likely(weights, numbers[i]) - (is[i] ? 1 : 0);
        for (int j = 0; j < size; j++) gradient[j] += error * numbers[i][j];
      }
      for (int j = 0; j < size; j++) {
        double penalty = j == size - 1 ? 0 : REGULARIZATION * weights[j];
        momentum[j] = 0.9 * momentum[j] + gradient[j] / numbers.length + penalty;
        weights[j] -= 2 * momentum[j];
      }
    }
    return weights;
  }
}
