package dev.leadline.allinone.platform;

import dev.leadline.allinone.clients.OwnKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code leadline up} or {@code demo} as a process of its own, which can be killed. */
final class ChildPlatform implements AutoCloseable {

  private final Process process;
  private final URI gateway;
  private final Path keyFile;

  static ChildPlatform up(Path data, int kafkaPort) {
    return new ChildPlatform(data, kafkaPort, "up");
  }

  static ChildPlatform demo(Path data, int kafkaPort) {
    return new ChildPlatform(data, kafkaPort, "demo");
  }

  private ChildPlatform(Path data, int kafkaPort, String command) {
    keyFile = data.resolve(OwnKey.FILE);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            "dev.leadline.allinone.Leadline",
            command,
            "--data",
            data.toString(),
            "--port",
            "0",
            "--kafka-port",
            Integer.toString(kafkaPort));
    try {
      var builder = new ProcessBuilder(java).redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "LEADLINE_ENRICHMENT_BUILT_IN", "false",
                  "LEADLINE_DEANONYMIZATION", "OFF",
                  "LEADLINE_EMAIL_VALIDATION", "false"));
      process = builder.start();
      gateway = URI.create(readyAt());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String readyAt() throws IOException {
    var said = new ArrayList<String>();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.startsWith("ready")) return line.substring(line.indexOf("http")).strip();
    }
    throw new IllegalStateException("It never was ready: " + said);
  }

  /** The key that it has made for its owner. */
  String key() {
    return String.valueOf(OwnKey.read(keyFile));
  }

  URI gateway() {
    return gateway;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As Ctrl-C does; with which code it ends then. */
  int stop() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() {
    stop();
  }
}
