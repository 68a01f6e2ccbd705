package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.AccessClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For who has lost their password. */
@Command(
    name = "password",
    description = "Makes a new password for a member and prints it; their sessions end.")
final class PasswordCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();

  @Parameters(paramLabel = "MEMBER", description = "What the member signs in with.")
  private String memberId = "";

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (var gateway = platform.client()) {
      out.println(new AccessClient(gateway).newPassword(memberId));
    }
    return 0;
  }
}
