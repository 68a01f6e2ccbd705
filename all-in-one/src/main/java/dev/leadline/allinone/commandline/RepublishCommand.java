package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OrdersClient;
import dev.leadline.events.Json;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends history to a topic of choice. */
@Command(
    name = "republish",
    description =
        "Sends stored lead events to a topic of choice, for a new consumer; never to a topic of the"
            + " platform.")
final class RepublishCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();

  @Option(
      names = "--to",
      paramLabel = "TOPIC",
      required = true,
      description = "The topic; none whose name begins with leadline.")
  private String topic = "";

  @Option(
      names = "--from",
      paramLabel = "POSITION|TIME",
      required = true,
      description = "The first position, 0 for all, or a time such as 2026-11-24T15:00:00Z.")
  private String from = "";

  @Option(names = "--create", description = "Makes the topic if there is none.")
  private boolean create;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode wish = Json.MAPPER.createObjectNode().put("to", topic).put("create", create);
    if (from.matches("\\d{1,18}")) wish.put("fromPosition", Long.parseLong(from));
    else wish.put("fromTime", from);
    long sent = 0;
    long position = -1;
    try (var gateway = platform.client();
        var bar = Progress.of("republishing", -1)) {
      var client = new OrdersClient(gateway);
      while (true) {
        JsonNode answer = client.order("/v1/ops/republish", wish);
        sent += answer.path("sent").asLong(0);
        long before = position;
        position = answer.path("position").asLong(0);
        long head = answer.path("head").asLong(0);
        bar.maxHint(head);
        bar.stepTo(position);
        if (position >= head || position == before) break;
        // What is stored meanwhile is announced anyway.
        wish.remove("fromTime");
        wish.put("fromPosition", position + 1).put("upTo", head);
      }
    } catch (RuntimeException broken) {
      if (position >= 0)
        out.println(
            "Sent up to position %d; --from %d goes on from there."
                .formatted(position, position + 1));
      throw broken;
    }
    out.println(
        String.format(
            Locale.ROOT, "%,d events sent to %s, up to position %d.", sent, topic, position));
    return 0;
  }
}
