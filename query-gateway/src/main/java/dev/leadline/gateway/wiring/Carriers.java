package dev.leadline.gateway.wiring;

/**
 * The threads that carry virtual ones, which every request is. With one for each processor, as is
 * usual, a request keeps its processor to its end, and whoever asks again at once comes before
 * those who wait; with two the operating system divides the processors between them
 * (docs/adr/0033).
 */
final class Carriers {

  private static final String NUMBER = "jdk.virtualThreadScheduler.parallelism";
  private static final int OF_A_PROCESSOR = 2;

  private Carriers() {}

  /** To be called before there is any virtual thread; what was chosen on the command line stays. */
  static void choose() {
    if (System.getProperty(NUMBER) == null)
      System.setProperty(
          NUMBER, Integer.toString(OF_A_PROCESSOR * Runtime.getRuntime().availableProcessors()));
  }
}
