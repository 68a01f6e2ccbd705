package dev.leadline.events;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Runs a property over random input. A failure names its seed; {@code -Dseed=<it>} runs that one
 * alone.
 */
public final class Seeds {

  private static final int ROUNDS = 1000;

  private Seeds() {}

  /** Runs the property with fresh seeds. */
  public static void each(Consumer<Random> property) {
    each(ROUNDS, property);
  }

  /** The same so many times. */
  public static void each(int rounds, Consumer<Random> property) {
    Long given = Long.getLong("seed");
    if (given != null) run(given, property);
    else
      for (int round = 0; round < rounds; round++)
        run(ThreadLocalRandom.current().nextLong(), property);
  }

  private static void run(long seed, Consumer<Random> property) {
    try {
      property.accept(new Random(seed));
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("Failed with -Dseed=" + seed + ": " + failure.getMessage(), failure);
    }
  }
}
