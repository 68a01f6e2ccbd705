package dev.leadline.allinone.commandline;

import dev.leadline.allinone.platform.Platform;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** A platform that runs until this process is told to stop, and is then stopped in order. */
final class Running {

  private final CountDownLatch stop = new CountDownLatch(1);

  private Running() {}

  /** From now on a stop signal first ends {@code work} and then stops the platform. */
  static Running until(Platform platform, Runnable endWork, PrintWriter out) {
    var running = new Running();
    Runnable inOrder =
        () -> {
          out.println("stopping");
          running.stop.countDown();
          endWork.run();
          platform.close();
          out.println("stopped");
        };
    Runtime.getRuntime().addShutdownHook(new Thread(inOrder, "stop"));
    return running;
  }

  void awaitStop() throws InterruptedException {
    stop.await();
  }

  boolean isStopping() {
    return stop.getCount() == 0;
  }
}
