package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.PlatformStatus.Ingest;
import dev.leadline.allinone.commandline.PlatformOptions.LastStep;
import dev.leadline.allinone.outbox.TrafficOutbox;
import dev.leadline.allinone.platform.Platform;
import dev.leadline.allinone.simulation.Traffic;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and lets invented people visit. */
@Command(
    name = "demo",
    description =
        "Starts everything on this machine, with invented visitors, until it is stopped (Ctrl-C).")
final class DemoCommand implements Callable<Integer> {

  private static final String FIRST_VISITORS = "first visitors";
  private static final int BEFORE_THE_FIRST_LOOK = 600;
  private static final Duration HISTORY = Duration.ofMinutes(50);
  private static final int LEADS = 20_000;
  private static final int VISITORS = 14;

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final PlatformOptions options = new PlatformOptions();
  @Mixin private final RateOption rate = new RateOption(4);

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "The same seed invents the same people (default: other people each time).")
  private @Nullable Long seed;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    var traffic =
        Traffic.of(seed == null ? System.nanoTime() : seed, LEADS, VISITORS, Traffic.Mix.ALL);
    try (Platform platform =
            options.start(out, new LastStep(FIRST_VISITORS, at -> publishHistory(traffic, at)));
        var outbox = TrafficOutbox.to(platform.addresses().kafka())) {
      var running = Running.until(platform, outbox::close, out);
      out.println("ready  " + options.address(platform));
      Welcome.tell(platform, options.address(platform), true, out);
      out.println();
      out.println(
          Invitation.to(
              options.address(platform), platform.addresses().kafka(), platform.keyFile()));
      publishLive(traffic, outbox, running);
      running.awaitStop();
    }
    return 0;
  }

  /**
   * The screen has something to show at the first look, and whoever publishes an event of their own
   * does not wait for 600 others: all are on their way through before anything is called ready.
   */
  private static void publishHistory(Traffic traffic, Platform platform) {
    try (var operations = platform.operations();
        var outbox = TrafficOutbox.to(platform.addresses().kafka());
        var bar = Progress.of(FIRST_VISITORS, BEFORE_THE_FIRST_LOOK)) {
      Ingest before = Accounting.ingest(operations);
      Instant now = Instant.now();
      Duration each = HISTORY.dividedBy(BEFORE_THE_FIRST_LOOK);
      for (int i = BEFORE_THE_FIRST_LOOK; i > 0; i--)
        outbox.publish(traffic.next(now.minus(each.multipliedBy(i)), now));
      outbox.flush();
      Accounting.await(operations, before, BEFORE_THE_FIRST_LOOK, bar::stepTo);
      ReadModels.awaitHistory(operations);
    }
  }

  private void publishLive(Traffic traffic, TrafficOutbox outbox, Running running) {
    var pace = Pace.of(rate.perSecond());
    while (!running.isStopping()) {
      pace.awaitNext();
      Instant now = Instant.now();
      try {
        outbox.publish(traffic.next(now, now));
      } catch (IllegalStateException | TrafficOutbox.NotPublished closedMeanwhile) {
        if (!running.isStopping()) throw closedMeanwhile;
      }
    }
  }
}
