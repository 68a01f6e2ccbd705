package dev.leadline.enrichment.providers;

/** A program that is told to stop while it reads the model, and takes its time to stop. */
final class StopsWhileItReads {

  private static final int MODELS = 3;

  private StopsWhileItReads() {}

  @SuppressWarnings("SystemExitOutsideMain") // It is the main method; the name says the rest.
  public static void main(String[] none) throws InterruptedException {
    SentenceModel.load().close();
    var reads = new Thread(StopsWhileItReads::readSome, "reads");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> readTo(reads), "stop"));
    System.exit(0);
  }

  private static void readTo(Thread reads) {
    try {
      reads.start();
      reads.join();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private static void readSome() {
    for (int i = 0; i < MODELS; i++)
      try (var model = SentenceModel.load()) {
        System.out.println(model.of("Do you support single sign-on?").length);
      }
  }
}
