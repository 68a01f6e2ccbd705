package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OrdersClient;
import dev.leadline.events.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What could not be taken in or projected: looks at it, tries it again, puts it away. */
@Command(
    name = "dead-letters",
    description = "Shows what could not be taken in or projected, tries it again, or puts it away.",
    synopsisSubcommandLabel = "[list | show | retry | discard]")
final class DeadLettersCommand implements Runnable {

  private static final String ROOT = "/v1/ops/dead-letters";
  private static final int PAGE = 200;

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private interface Work {
    void with(OrdersClient client);
  }

  private static void through(ClientOptions platform, Work work) {
    try (var gateway = platform.client()) {
      work.with(new OrdersClient(gateway));
    }
  }

  @Override
  public void run() {
    list(platform, "", "", 50, false);
  }

  @Command(name = "list", description = "Lists them, the newest first.")
  void list(
      @Mixin ClientOptions platform,
      @Option(
              names = "--source",
              paramLabel = "SOURCE",
              defaultValue = "",
              description = "ingress, or the name of a projection (default: all).")
          String source,
      @Option(
              names = "--reason",
              paramLabel = "REASON",
              defaultValue = "",
              description = "Only those parked for this reason.")
          String reason,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "How many, at most (default: 50).")
          int limit,
      @Option(names = "--json", description = "For programs: one letter a line.") boolean json) {
    through(
        platform,
        client -> {
          JsonNode page = page(client, source, reason, "", Math.clamp(limit, 1, PAGE));
          long total = page.path("total").asLong(0);
          List<JsonNode> items = new ArrayList<>();
          page.path("items").forEach(items::add);
          while (items.size() < limit && page.path("nextCursor").isString()) {
            int most = Math.min(PAGE, limit - items.size());
            page = page(client, source, reason, page.path("nextCursor").stringValue(), most);
            page.path("items").forEach(items::add);
          }
          if (json) items.forEach(out()::println);
          else print(items, total, page.path("unavailable"));
        });
  }

  private static JsonNode page(
      OrdersClient client, String source, String reason, String cursor, int limit) {
    return client.ask(
        ROOT,
        Map.of(
            "source",
            source,
            "reason",
            reason,
            "cursor",
            cursor,
            "limit",
            Integer.toString(limit)));
  }

  private void print(List<JsonNode> items, long total, JsonNode unavailable) {
    unavailable.forEach(
        service ->
            out().println(service.asString() + " does not answer: its letters are missing."));
    if (items.isEmpty()) {
      out().println("No dead letter waits.");
      return;
    }
    for (JsonNode letter : items)
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-24s %-14s %-24s %-36s %s",
                  letter.path("id").asString(),
                  letter.path("reason").asString(),
                  letter.path("at").asString(),
                  letter.path("type").asString("-"),
                  letter.path("detail").asString("")));
    out().println("%d of %d shown.".formatted(items.size(), total));
  }

  @Command(name = "show", description = "Shows one with its payload, as far as you may see it.")
  void show(
      @Mixin ClientOptions platform,
      @Parameters(paramLabel = "ID", description = "As the list shows it.") String id) {
    through(
        platform,
        client ->
            out()
                .println(
                    Json.MAPPER
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(
                            client.ask(ROOT + "/" + OrdersClient.encoded(id), Map.of()))));
  }

  @Command(
      name = "retry",
      description = "Tries letters again: those that are named, or all that match.")
  void retry(
      @Mixin ClientOptions platform,
      @Parameters(paramLabel = "ID", arity = "0..*", description = "As the list shows them.")
          @Nullable List<String> ids,
      @Option(names = "--all", description = "All that match.") boolean all,
      @Option(
              names = "--source",
              paramLabel = "SOURCE",
              defaultValue = "",
              description = "With --all: ingress, or the name of a projection.")
          String source,
      @Option(
              names = "--reason",
              paramLabel = "REASON",
              defaultValue = "",
              description = "With --all: only those parked for this reason.")
          String reason) {
    boolean named = ids != null && !ids.isEmpty();
    if (named == all)
      throw new ParameterException(
          spec.commandLine(), "Name the letters that are tried again, or give --all");
    through(
        platform,
        client -> {
          long retried = 0;
          if (ids != null && named)
            for (String id : ids) {
              client.order(
                  ROOT + "/" + OrdersClient.encoded(id) + "/retry", Json.MAPPER.createObjectNode());
              retried++;
            }
          else retried = retryAll(client, source, reason);
          out().println("%d tried again; what fails once more is parked again.".formatted(retried));
        });
  }

  /** In several calls, each as long as a call may last. */
  private static long retryAll(OrdersClient client, String source, String reason) {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    if (!source.isEmpty()) wish.put("source", source);
    if (!reason.isEmpty()) wish.put("reason", reason);
    long retried = 0;
    long left = 1;
    try (var bar = Progress.of("retrying", -1)) {
      while (left > 0) {
        JsonNode answer = client.order(ROOT + "/retry", wish);
        retried += answer.path("retried").asLong(0);
        left = answer.path("left").asLong(0);
        if (answer.has("upTo")) wish.set("upTo", answer.path("upTo"));
        bar.maxHint(retried + left);
        bar.stepTo(retried);
      }
    }
    return retried;
  }

  @Command(name = "discard", description = "Puts letters away for good; who and why is kept.")
  void discard(
      @Mixin ClientOptions platform,
      @Parameters(paramLabel = "ID", arity = "1..*", description = "As the list shows them.")
          List<String> ids,
      @Option(
              names = "--reason",
              paramLabel = "WORDS",
              required = true,
              description = "Why; it must not name a person.")
          String reason) {
    through(
        platform,
        client -> {
          for (String id : ids)
            client.order(
                ROOT + "/" + OrdersClient.encoded(id) + "/discard",
                Json.MAPPER.createObjectNode().put("reason", reason));
          out().println("%d discarded.".formatted(ids.size()));
        });
  }
}
