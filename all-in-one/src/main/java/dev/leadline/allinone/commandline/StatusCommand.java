package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.PlatformStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how a running platform is doing. */
@Command(
    name = "status",
    description = "Tells what became of the events, and how far each projection is behind.")
final class StatusCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();

  @Option(names = "--json", description = "For programs: the answer of GET /v1/ops/status.")
  private boolean json;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (var client = platform.client()) {
      if (json) out.println(client.statusAsJson());
      else print(client.status(), out);
    }
    return 0;
  }

  static void print(PlatformStatus status, PrintWriter out) {
    var services =
        status.services() == null ? List.<PlatformStatus.Service>of() : status.services();
    for (var service : services)
      out.println(String.format(Locale.ROOT, "%-36s %12s", service.name(), service.state()));
    if (!services.isEmpty()) out.println();

    var ingest = status.ingest();
    if (ingest == null) {
      out.println("lead-service does not answer: nothing is known of the events.");
    } else {
      out.println("events since its start");
      count(out, "received", ingest.received());
      count(out, "stored", ingest.stored());
      count(out, "duplicate", ingest.duplicate());
      count(out, "parked", ingest.parked());
      count(out, "unknown", ingest.unknown());
    }
    out.println();
    var store = status.store();
    if (store != null) {
      out.println("event store");
      count(out, "events", store.events());
      count(out, "newest position", store.head());
      count(out, "not announced on Kafka yet", store.waiting());
      out.println(
          String.format(Locale.ROOT, "  %-34s %,12.1f", "seconds behind", store.waitingSeconds()));
      out.println(
          String.format(Locale.ROOT, "  %-34s %,12.1f", "megabytes", store.bytes() / 1_048_576.0));
      out.println();
    }

    var index = status.leadIndex();
    if (index == null) {
      out.println("The index of the list of leads is being built, or Kafka does not answer.");
    } else {
      out.println("list of leads");
      count(out, "changes taken in", index.position());
      count(out, "changes behind", index.lagChanges());
    }
    out.println();

    var projections = status.projections();
    if (projections == null) {
      out.println("timeline-service does not answer: nothing is known of the projections.");
      return;
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%-36s %12s %12s %12s %12s %12s",
            "projection",
            "position",
            "newest",
            "lag events",
            "lag seconds",
            "events/s"));
    for (var one : projections)
      out.println(
          String.format(
              Locale.ROOT,
              "  %-34s %,12d %,12d %,12d %,12.1f %,12.0f",
              one.name(),
              one.position(),
              one.head(),
              one.lagEvents(),
              one.lagSeconds(),
              one.ratePerSecond()));
  }

  private static void count(PrintWriter out, String name, long events) {
    out.println(String.format(Locale.ROOT, "  %-34s %,12d", name, events));
  }
}
