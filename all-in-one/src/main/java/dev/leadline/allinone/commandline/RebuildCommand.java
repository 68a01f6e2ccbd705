package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.RebuildsClient;
import dev.leadline.allinone.clients.RebuildsClient.Comparison;
import dev.leadline.allinone.clients.RebuildsClient.Difference;
import dev.leadline.allinone.clients.RebuildsClient.Rebuild;
import dev.leadline.allinone.clients.RebuildsClient.Wanted;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds a read model anew beside the one that is seen, and waits for it. */
@Command(
    name = "rebuild",
    description = "Builds a read model anew from the event store, while people look at it.")
final class RebuildCommand implements Callable<Integer> {

  private static final double LOOKS_PER_SECOND = 4;

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();

  @Parameters(
      paramLabel = "PROJECTION",
      description = "lead_rows, timeline_entries, or another that /v1/ops/projections lists.")
  private String projection = "";

  @Option(names = "--tenant", paramLabel = "TENANT", description = "Only leads of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--lead", paramLabel = "LEAD", description = "Only this lead.")
  private @Nullable String leadId;

  @Option(
      names = "--from",
      paramLabel = "POSITION|TIME",
      description = "Only leads with an event from this position, or this time (ISO 8601), on.")
  private @Nullable String from;

  @Option(names = "--dry-run", description = "Only counts what would be done.")
  private boolean dryRun;

  @Option(names = "--compare-only", description = "Builds, compares, and throws away.")
  private boolean compareOnly;

  @Option(
      names = "--events-per-second",
      paramLabel = "N",
      description = "Not faster than this (default: as fast as it goes).")
  private @Nullable Long eventsPerSecond;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    if (!projection.matches("[a-z_]+"))
      throw new ParameterException(
          spec.commandLine(), "'%s' is not a name such as lead_rows".formatted(projection));
    PrintWriter out = spec.commandLine().getOut();
    try (var gateway = platform.client()) {
      var client = new RebuildsClient(gateway);
      Rebuild rebuild = client.begin(projection, wanted());
      var pace = Pace.of(LOOKS_PER_SECOND);
      try (ProgressBar bar = Progress.of(projection, Math.max(1, rebuild.target()))) {
        while (!rebuild.isEnd()) {
          pace.awaitNext();
          rebuild = client.rebuild(rebuild.id());
          bar.maxHint(Math.max(1, rebuild.target()));
          bar.stepTo(rebuild.position());
          bar.setExtraMessage(rebuild.state().toLowerCase(Locale.ROOT));
        }
      }
      print(rebuild, out);
      if (!rebuild.state().equals("DONE"))
        throw new CommandFailed(
            "The rebuild %s ended as %s%s."
                .formatted(
                    rebuild.id(),
                    rebuild.state(),
                    rebuild.failure() == null ? "" : ": " + rebuild.failure()));
    }
    return 0;
  }

  private Wanted wanted() {
    boolean position = from != null && from.matches("\\d{1,18}");
    return new Wanted(
        tenant,
        leadId,
        position ? Long.valueOf(from) : null,
        position ? null : from,
        dryRun,
        compareOnly,
        eventsPerSecond);
  }

  static void print(Rebuild rebuild, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %,d events, %s.",
            rebuild.projection(),
            rebuild.events(),
            rebuild.state().toLowerCase(Locale.ROOT)));
    Comparison comparison = rebuild.comparison();
    if (comparison == null) return;
    line(out, "documents that were seen", comparison.liveCount());
    line(out, "documents that history gives", comparison.newCount());
    line(out, "documents that differed", comparison.differing());
    for (Difference one : comparison.firstDifferences()) {
      out.println("  " + one.id());
      out.println("    - " + one.live());
      out.println("    + " + one.rebuilt());
    }
  }

  private static void line(PrintWriter out, String what, long number) {
    out.println(String.format(Locale.ROOT, "  %-34s %,12d", what, number));
  }
}
