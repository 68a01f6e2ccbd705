package dev.leadline.benchmarks;

import dev.leadline.embedded.LoopbackPort;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, with the heap that it is allowed. */
final class GatewayProcess implements Closeable {

  /** What its clients bear. */
  static final String KEY = "a-key-for-benchmarks";

  private static final String HEAP = "-Xmx1g";

  private final Process process;
  private final int port;

  private GatewayProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static GatewayProcess start(Path folder, Servers servers) throws IOException {
    int port = LoopbackPort.free();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the container image starts it.
    command.addAll(List.of(HEAP, "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.leadline.gateway.wiring.QueryGatewayApplication");
    command.add("--server.port=" + port);
    command.add("--logging.level.dev.leadline=info");
    command.add("--LEADLINE_POSTGRES_URL=" + servers.postgres().jdbcUrl());
    command.add("--LEADLINE_POSTGRES_USER=" + servers.postgres().user());
    command.add("--LEADLINE_POSTGRES_PASSWORD=" + servers.postgres().password());
    command.add("--LEADLINE_MONGODB_URI=" + servers.mongo());
    command.add("--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + servers.kafka());
    command.add("--LEADLINE_API_KEY=" + KEY);
    // What is measured is how fast it can answer, not how fast it would let one caller ask.
    command.add("--LEADLINE_CALLS_PER_MINUTE=0");
    // The export is measured whole, as it goes over the network.
    command.add("--LEADLINE_EXPORT_MOST_STREAMED=" + Integer.MAX_VALUE);
    command.add("--LEADLINE_INDEX_FOLDER=" + folder.resolve("lead-index"));
    command.add("--LEADLINE_EXPORTS_FOLDER=" + folder.resolve("exports"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("gateway.log").toFile())
            .start();
    // A measurement that is stopped leaves no gateway that takes from the next one.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new GatewayProcess(process, port);
  }

  int port() {
    return port;
  }

  /** Whether it answers questions about leads. */
  boolean isReady() {
    if (!process.isAlive()) throw new IllegalStateException("The gateway has ended");
    try (var client = new PlainClient(port)) {
      client.skip("/v1/leads?limit=1");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Megabytes of heap in use, as the gateway tells it. */
  double heapInUse() throws IOException {
    try (var client = new PlainClient(port)) {
      return client
              .get("/actuator/prometheus")
              .lines()
              .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum()
          / (1 << 20);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
