package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OrdersClient;
import dev.leadline.events.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows what was stored of a lead, or reads the whole store to see whether it can be read. */
@Command(
    name = "events",
    description = {
      "Shows what was stored of a lead, as far as you may see it.",
      "./leadline events verify reads every stored event and names those that no longer read."
    })
final class EventsCommand implements Callable<Integer> {

  private static final String ROOT = "/v1/ops/events";

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();

  @Parameters(paramLabel = "LEAD", arity = "0..1", description = "The id of the lead.")
  private @Nullable String lead;

  @Option(names = "--json", description = "For programs: one event a line.")
  private boolean json;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    if (lead == null)
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: 'LEAD', or the word verify");
    PrintWriter out = spec.commandLine().getOut();
    try (var gateway = platform.client()) {
      var client = new OrdersClient(gateway);
      String cursor = "";
      do {
        JsonNode page = client.ask(ROOT, Map.of("lead", lead, "cursor", cursor, "limit", "500"));
        for (JsonNode event : page.path("items"))
          out.println(json ? event.toString() : line(event));
        cursor = page.path("nextCursor").asString("");
        if (cursor.isEmpty() && !json && page.path("masked").asBoolean(false))
          out.println("What is personal is left out: that is for the role MANAGER.");
      } while (!cursor.isEmpty());
    }
    return 0;
  }

  private static String line(JsonNode event) {
    String elsewhere = event.path("onStreamOf").asString("");
    return String.format(
        Locale.ROOT,
        "%8d  %4d  %-24s  %-36s  %s%s",
        event.path("position").asLong(),
        event.path("sequence").asLong(),
        event.path("recordedAt").asString(),
        event.path("type").asString().replaceFirst("^leadline\\.", ""),
        event.path("event"),
        elsewhere.isEmpty() ? "" : "  (on the stream of " + elsewhere + ")");
  }

  @Command(
      name = "verify",
      description = {
        "Reads every stored event and names those that no longer read.",
        "Exit code: 0 when all read, 1 when some do not."
      })
  int verify(
      @Mixin ClientOptions platform,
      @Option(
              names = "--from",
              paramLabel = "POSITION",
              defaultValue = "0",
              description = "Begins after this position (default: 0, the whole store).")
          long from) {
    PrintWriter out = spec.commandLine().getOut();
    var broken = new ArrayList<JsonNode>();
    long checked = 0;
    try (var gateway = platform.client();
        var bar = Progress.of("verifying", -1)) {
      var client = new OrdersClient(gateway);
      long position = from;
      long end = -1;
      long before;
      do {
        before = position;
        JsonNode check = client.ask(ROOT + "/verify", Map.of("after", Long.toString(position)));
        position = check.path("position").asLong(position);
        // What is stored meanwhile is not waited for.
        if (end < 0) end = check.path("head").asLong(0);
        checked += check.path("checked").asLong(0);
        check.path("unreadable").forEach(broken::add);
        bar.maxHint(end - from);
        bar.stepTo(position - from);
      } while (position < end && position > before);
    }
    tell(out, checked, broken);
    return broken.isEmpty() ? 0 : LeadlineCommand.FAILED;
  }

  static void tell(PrintWriter out, long checked, List<JsonNode> broken) {
    for (JsonNode one : broken)
      out.println(
          String.format(
              Locale.ROOT,
              "position %d: %s revision %d cannot be read: %s",
              one.path("position").asLong(),
              one.path("type").asString(),
              one.path("revision").asInt(),
              one.path("why").asString()));
    out.println(
        broken.isEmpty()
            ? String.format(Locale.ROOT, "%,d events, all of them read.", checked)
            : String.format(
                Locale.ROOT, "%,d events, %,d cannot be read.", checked, broken.size()));
  }

  /** For tests: what {@link #tell} says. */
  static JsonNode unreadable(long position, String type, int revision, String why) {
    return Json.MAPPER
        .createObjectNode()
        .put("position", position)
        .put("type", type)
        .put("revision", revision)
        .put("why", why);
  }
}
