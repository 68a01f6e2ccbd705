package dev.leadline.allinone.commandline;

import dev.leadline.allinone.platform.Platform;
import dev.leadline.embedded.CannotStart;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code up} and {@code demo} have in common. */
final class PlatformOptions {

  private static final int HIGHEST_PORT = 65_535;

  @SuppressWarnings("NullAway.Init")
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private int port = 8080;
  private int kafkaPort = 9092;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of all data (default: .leadline).")
  private Path data = Path.of(".leadline");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the dashboard and the API (default: 8080; 0 for any).")
  void setPort(int given) {
    port = checked("--port", given);
  }

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Port of Kafka on this machine (default: 9092; 0 for any).")
  void setKafkaPort(int given) {
    kafkaPort = checked("--kafka-port", given);
  }

  private int checked(String flag, int given) {
    if (given < 0 || given > HIGHEST_PORT)
      throw new ParameterException(
          spec.commandLine(), "%s must be between 0 and 65535, not %d".formatted(flag, given));
    return given;
  }

  /** What is done once everything answers, before anybody is told that it does. */
  record LastStep(String label, Consumer<Platform> work) {}

  /** Starts everything and tells how far it is. */
  Platform start(PrintWriter out, LastStep... lastSteps) {
    Path folder = data.toAbsolutePath().normalize();
    Path log = Logging.ofThePlatform(folder);
    long begun = System.nanoTime();
    out.println("Leadline starts; data and log are in " + folder);
    String mongo = System.getenv("LEADLINE_MONGODB_URI");
    var wanted =
        new Platform.Options(
            folder,
            port,
            kafkaPort,
            mongo == null || mongo.isBlank() ? null : mongo,
            demonstration(),
            Map.of());
    Platform platform;
    try {
      platform = Platform.start(wanted, label -> tell(out, label, begun));
    } catch (CannotStart known) {
      throw known;
    } catch (RuntimeException unknown) {
      throw new CannotStart(
          "Leadline does not start: %s (%s)".formatted(unknown.getMessage(), log), unknown);
    }
    boolean complete = false;
    try (var operations = platform.operations()) {
      ReadModels.awaitHistory(operations);
      tell(out, "read models", begun);
      for (LastStep step : lastSteps) {
        step.work().accept(platform);
        tell(out, step.label(), begun);
      }
      complete = true;
      return platform;
    } finally {
      if (!complete) platform.close();
    }
  }

  /**
   * The invented people of the simulator have invented companies, unless somebody says otherwise.
   */
  private static Map<String, String> demonstration() {
    var settings = new HashMap<String, String>();
    if (System.getenv("LEADLINE_ENRICHMENT_BUILT_IN") == null)
      settings.put("LEADLINE_ENRICHMENT_BUILT_IN", "true");
    if (System.getenv("LEADLINE_PERSONAL_DOMAINS") == null)
      settings.put("LEADLINE_PERSONAL_DOMAINS", "mailbox.example");
    return settings;
  }

  private static void tell(PrintWriter out, String label, long begun) {
    out.printf(Locale.ROOT, "  %-18s %5.1f s%n", label, seconds(begun));
  }

  String address(Platform platform) {
    return "http://localhost:" + platform.addresses().gateway().getPort();
  }

  private static double seconds(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0;
  }
}
