package dev.leadline.benchmarks;

import dev.leadline.events.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * The list of leads at a size: how long its index takes to build, how quickly questions are
 * answered over HTTP by clients who ask again at once, how soon a change is found, how long an
 * export takes.
 */
public final class LeadListBenchmark {

  private static final int CLIENTS = 8;
  private static final int AT_ONCE = 1000;
  private static final int CHANGES_A_SECOND = 2000;
  private static final int BATCHES_A_SECOND = 20;
  private static final double BILLION = 1e9;
  private static final Executor WATCH = Thread::startVirtualThread;

  private final SeededLeads leads;
  private final int number;
  private final int seconds;
  private final PrintStream out;

  /** Of the rows that were changed last. */
  private long version = 1;

  LeadListBenchmark(long seed, int number, int seconds, PrintStream out) {
    this.leads = new SeededLeads(seed, Instant.now());
    this.number = number;
    this.seconds = seconds;
    this.out = out;
  }

  /** Takes the number of leads, the seconds of each measurement, and the seed. */
  public static void main(String[] arguments) throws Exception {
    int number = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 20261122;
    new LeadListBenchmark(seed, number, seconds, System.out).run();
    System.exit(0);
  }

  void run() throws Exception {
    try (var temporary = TemporaryFolder.make("lead-list-benchmark");
        var servers = Servers.start(temporary.path())) {
      Path folder = temporary.path();
      long filling = System.nanoTime();
      for (int first = 0; first < number; first += AT_ONCE) {
        var batch = new ArrayList<Document>();
        for (int i = first; i < Math.min(first + AT_ONCE, number); i++)
          batch.add(Servers.document(i, leads.row(i, 1, leads.firstActive(i))));
        servers.insert(batch);
      }
      out.printf("%,d rows written in %.1f s%n", number, since(filling));
      try (var gateway = GatewayProcess.start(folder, servers)) {
        while (!gateway.isReady()) TimeUnit.MILLISECONDS.sleep(100);
        try (Stream<String> log = Files.lines(folder.resolve("gateway.log"))) {
          log.filter(line -> line.contains("index of leads is built:"))
              .forEach(line -> out.println(line.substring(line.indexOf("The index"))));
        }
        measure(gateway, servers);
      }
    }
  }

  private void measure(GatewayProcess gateway, Servers servers) throws Exception {
    ask("warming up", gateway.port(), this::filteredAndSearched);
    ask("filters, search, facets, total", gateway.port(), this::filteredAndSearched);
    ask("filters, facets, total", gateway.port(), random -> Question.filtered(random, 3));
    ask("no filter, facets, total", gateway.port(), random -> "/v1/leads");
    ask(
        "filters, search, best match first",
        gateway.port(),
        random -> filteredAndSearched(random).replace("&sort=-lastActivityAt", ""));
    page("the page of the list", gateway.port(), random -> "/leads");
    page(
        "the page, filtered and searched",
        gateway.port(),
        random -> filteredAndSearched(random).replace("/v1/leads", "/leads"));
    export(gateway);
    whileRowsChange("warming up while rows change", gateway, servers);
    Times visible = whileRowsChange("the same while rows change", gateway, servers);
    out.printf("%-36s %s%n", "a change is found after", visible);
    out.printf("%-36s %.0f MB%n", "heap of the gateway", gateway.heapInUse());
  }

  /** How long it took until a change was found. */
  private Times whileRowsChange(String what, GatewayProcess gateway, Servers servers)
      throws Exception {
    var changing = new AtomicBoolean(true);
    var visible = new Times();
    Thread changes = Thread.ofPlatform().start(() -> change(servers, changing, gateway, visible));
    ask(what, gateway.port(), this::filteredAndSearched);
    changing.set(false);
    changes.join();
    return visible;
  }

  private String filteredAndSearched(Random random) {
    return Question.searched(Question.filtered(random, 3), leads.searchFor(random, number));
  }

  /** As somebody opens it: one at a time, and all of its HTML has come. */
  private void page(String what, int port, Function<Random, String> question) throws Exception {
    ask(what, port, question, 1);
  }

  private void ask(String what, int port, Function<Random, String> question) throws Exception {
    ask(what, port, question, CLIENTS);
  }

  private void ask(String what, int port, Function<Random, String> question, int clientsAtOnce)
      throws Exception {
    var times = new Times();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    var clients = new ArrayList<Thread>();
    for (int i = 0; i < clientsAtOnce; i++) {
      var random = new Random(i);
      clients.add(Thread.ofPlatform().start(() -> ask(port, question, random, end, times)));
    }
    for (Thread client : clients) client.join();
    out.printf("%-36s %s   %,d/s%n", what, times, times.size() / seconds);
  }

  private static void ask(
      int port, Function<Random, String> question, Random random, long end, Times times) {
    try (var client = new PlainClient(port)) {
      while (System.nanoTime() < end) {
        String asked = question.apply(random);
        long start = System.nanoTime();
        client.skip(asked);
        times.add(System.nanoTime() - start);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void export(GatewayProcess gateway) throws IOException {
    long start = System.nanoTime();
    try (var client = new PlainClient(gateway.port())) {
      long bytes = client.skip("/v1/leads/export.csv");
      out.printf("%-36s %.1f s, %,d MB%n", "export of all as CSV", since(start), bytes >> 20);
    }
  }

  /** Changes rows at a pace, and watches one of them, always one at a time, until it is found. */
  private void change(Servers servers, AtomicBoolean going, GatewayProcess gateway, Times visible) {
    var random = new Random(1);
    CompletableFuture<Void> watched = CompletableFuture.completedFuture(null);
    long next = System.nanoTime();
    do {
      version++;
      List<Document> batch = new ArrayList<>();
      int watch = random.nextInt(number);
      for (int i = 0; i < CHANGES_A_SECOND / BATCHES_A_SECOND; i++) {
        int lead = i == 0 ? watch : random.nextInt(number);
        batch.add(Servers.document(lead, leads.row(lead, version, Instant.now())));
      }
      long wanted = version;
      long start = System.nanoTime();
      servers.change(batch);
      if (watched.isDone())
        watched =
            CompletableFuture.runAsync(() -> await(gateway, watch, wanted, start, visible), WATCH);
      next += TimeUnit.SECONDS.toNanos(1) / BATCHES_A_SECOND;
      pause(next - System.nanoTime());
    } while (going.get());
    watched.join();
  }

  private static void await(
      GatewayProcess gateway, int lead, long version, long start, Times visible) {
    try (var client = new PlainClient(gateway.port())) {
      while (true) {
        JsonNode page =
            Json.MAPPER.readTree(
                client.get("/v1/leads?limit=1&anonymousId=" + SeededLeads.anonymousId(lead)));
        if (page.path("items").path(0).path("version").longValue() >= version) break;
        pause(TimeUnit.MILLISECONDS.toNanos(5));
      }
      visible.add(System.nanoTime() - start);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void pause(long nanos) {
    try {
      if (nanos > 0) TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / BILLION;
  }
}
