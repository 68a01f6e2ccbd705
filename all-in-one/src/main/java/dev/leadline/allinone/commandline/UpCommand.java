package dev.leadline.allinone.commandline;

import dev.leadline.allinone.platform.Platform;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and stays. */
@Command(
    name = "up",
    description = "Starts everything on this machine and stays until it is stopped (Ctrl-C).")
final class UpCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final PlatformOptions options = new PlatformOptions();

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Platform platform = options.start(out)) {
      var running = Running.until(platform, () -> {}, out);
      out.println("ready  " + options.address(platform));
      Welcome.tell(platform, options.address(platform), false, out);
      running.awaitStop();
    }
    return 0;
  }
}
