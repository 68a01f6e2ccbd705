package dev.leadline.gateway.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** In a process of its own: the number of carriers is settled with the first virtual thread. */
class CarriersTest {

  @Test
  void twice_as_many_requests_as_there_are_processors_run_at_once() throws Exception {
    int twice = 2 * Runtime.getRuntime().availableProcessors();
    assertThat(most()).isEqualTo(twice);
    assertThat(most("-Djdk.virtualThreadScheduler.parallelism=1")).as("as was chosen").isOne();
  }

  private static int most(String... flags) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    String classes = where(Carriers.class) + File.pathSeparator + where(Busy.class);
    command.addAll(List.of("-cp", classes, Busy.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Integer.parseInt(told);
  }

  private static Path where(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Tells how many virtual threads run at once that never wait. */
  static final class Busy {

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    private Busy() {}

    public static void main(String[] arguments) throws InterruptedException {
      Carriers.choose();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++)
        threads.add(Thread.startVirtualThread(Busy::spin));
      for (Thread thread : threads) thread.join();
      System.out.println(MOST.get());
    }

    private static void spin() {
      MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
      while (System.nanoTime() < end) Thread.onSpinWait();
      RUNNING.decrementAndGet();
    }
  }
}
