package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.PrivacyClient;
import dev.leadline.allinone.clients.PrivacyClient.Erasure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases a person, and waits until nothing of them is shown any more. */
@Command(
    name = "erase",
    description = "Erases the person behind a lead, for ever: nobody can undo it.")
final class EraseCommand implements Callable<Integer> {

  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final double LOOKS_PER_SECOND = 5;

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();

  @Parameters(paramLabel = "LEAD", description = "The id of the lead.")
  private String leadId = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who asks for it, for the proof (default: who runs this).")
  private String requestedBy = "";

  @Option(
      names = "--legal-basis",
      paramLabel = "WORDS",
      description = "Why, for the proof; it must not name the person.")
  private @Nullable String legalBasis;

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
      var client = new PrivacyClient(gateway);
      Erasure erasure = client.erase(leadId, requestedBy, legalBasis);
      long until = System.nanoTime() + AT_MOST.toNanos();
      var pace = Pace.of(LOOKS_PER_SECOND);
      boolean gone = false;
      while (!(gone && erasure.isDone())) {
        if (System.nanoTime() > until)
          throw new CommandFailed(
              "The event store has forgotten the person, but the rest is not done after %d seconds: ask GET /v1/privacy/erasures/%s later."
                  .formatted(AT_MOST.toSeconds(), erasure.id()));
        pace.awaitNext();
        erasure = client.erasure(erasure.id());
        gone = client.isGone(leadId);
      }
      print(erasure, out);
    }
    return 0;
  }

  static void print(Erasure erasure, PrintWriter out) {
    out.println("Erased: nothing of this person can be read any more.");
    line(out, "leads that were the person", erasure.leads());
    line(out, "events made unreadable", erasure.events());
    line(out, "identities that lead nowhere", erasure.identities());
    line(out, "parked records deleted", erasure.deadLetters());
    out.println("Kafka drops what was published before by " + erasure.kafkaUntil() + ".");
    out.println("Proof: GET /v1/privacy/erasures/" + erasure.id());
  }

  private static void line(PrintWriter out, String what, long number) {
    out.println(String.format(Locale.ROOT, "  %-34s %,12d", what, number));
  }
}
