package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OperationsClient.NotReachable;
import dev.leadline.allinone.clients.PrivacyClient.Refused;
import dev.leadline.allinone.clients.RebuildsClient;
import dev.leadline.allinone.outbox.TrafficOutbox.NotPublished;
import dev.leadline.allinone.store.Database.Unusable;
import dev.leadline.embedded.CannotStart;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** One live picture of every lead. */
@Command(
    name = "leadline",
    description = "One live picture of every lead, from the events of all agent channels.%n",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      SimulateCommand.class,
      StatusCommand.class,
      EraseCommand.class,
      EventsCommand.class,
      DeadLettersCommand.class,
      RepublishCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      RebuildCommand.class,
      PasswordCommand.class,
      CommandLine.HelpCommand.class,
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Help of one command: ./leadline COMMAND --help",
      "Environment: LEADLINE_URL, LEADLINE_API_KEY (every command that asks a running platform),",
      "LEADLINE_MONGODB_URI (up, demo), LEADLINE_HEAP (heap of up and demo, for example 2g),",
      "JAVA_HOME.",
    })
public final class LeadlineCommand {

  static final int WRONG_USE = 2;
  static final int FAILED = 1;

  @SuppressWarnings("UnusedVariable")
  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  private LeadlineCommand() {}

  /** Runs a command to its end; the result is the exit code. */
  public static int run(String... arguments) {
    Logging.ofAClient();
    return commandLine(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    var root = new CommandLine(new LeadlineCommand());
    giveHelp(root);
    return root.setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
        .setParameterExceptionHandler((problem, arguments) -> wrongUse(problem))
        .setExecutionExceptionHandler((problem, command, parsed) -> failed(problem, command));
  }

  /** What says "try COMMAND --help" must be right of commands within commands too. */
  private static void giveHelp(CommandLine command) {
    for (CommandLine within : command.getSubcommands().values()) {
      CommandSpec spec = within.getCommandSpec();
      if (spec.findOption("--help") == null)
        spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("Shows this help.")
                .build());
      giveHelp(within);
    }
  }

  private static int wrongUse(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    command
        .getErr()
        .println(
            "%s Try './%s --help'."
                .formatted(
                    sentence(firstLine(problem)), command.getCommandSpec().qualifiedName(" ")));
    return WRONG_USE;
  }

  private static int failed(Exception problem, CommandLine command) {
    Logging.ofFailure(problem);
    String line =
        switch (problem) {
          case CannotStart known -> firstLine(known);
          case NotReachable known -> firstLine(known);
          case Refused known -> firstLine(known);
          case RebuildsClient.Refused known -> firstLine(known);
          case NotPublished known -> firstLine(known);
          case Unusable known -> firstLine(known);
          case CommandFailed known -> firstLine(known);
          default ->
              "Something unexpected happened: "
                  + problem.getClass().getSimpleName()
                  + ": "
                  + firstLine(problem);
        };
    command.getErr().println("leadline: " + line);
    return FAILED;
  }

  private static String firstLine(Exception problem) {
    return Optional.ofNullable(problem.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .orElse("no reason given");
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
