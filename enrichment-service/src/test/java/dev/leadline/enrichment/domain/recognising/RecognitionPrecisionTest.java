package dev.leadline.enrichment.domain.recognising;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.recognising.RecognitionMeasured.Result;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How often recognition is right, on people of whom it is known; docs/deanonymization.md. */
class RecognitionPrecisionTest {

  @Test
  void nineteen_of_twenty_persons_who_are_named_are_the_right_ones() {
    int named = 0;
    int right = 0;
    for (long seed = 1; seed <= 5; seed++) {
      Result result = new RecognitionMeasured(seed).measure(Recognition.DEFAULT_THRESHOLD);
      System.out.printf(
          Locale.ROOT,
          "seed %d: %d visitors, %d recognisable, %d named, precision %.3f, recall %.3f;"
              + " companies %d, precision %.3f%n",
          seed,
          result.visitors(),
          result.recognisable(),
          result.named(),
          result.precision(),
          result.recall(),
          result.companies(),
          result.companyPrecision());
      assertThat(result.named()).as("it says something, seed %d", seed).isGreaterThan(100);
      assertThat(result.companyPrecision()).as("companies, seed %d", seed).isGreaterThan(0.9);
      named += result.named();
      right += result.right();
    }
    assertThat((double) right / named).isGreaterThanOrEqualTo(0.95);
  }
}
