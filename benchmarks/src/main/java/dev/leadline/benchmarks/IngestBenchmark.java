package dev.leadline.benchmarks;

import dev.leadline.allinone.outbox.TopicsOutbox;
import dev.leadline.allinone.outbox.TrafficOutbox;
import dev.leadline.allinone.platform.Platform;
import dev.leadline.allinone.simulation.Publication;
import dev.leadline.allinone.simulation.Traffic;
import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.leadservice.LeadServiceApplication;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How fast channel events come through Kafka into the event store: where only what stores is on the
 * machine (broker, database, lead-service), and where everything else follows on the same
 * processors, as {@code ./leadline up} has it.
 */
public final class IngestBenchmark {

  private static final int VISITORS = 500;
  private static final int EVENTS_OF_A_LEAD = 10;
  private static final double BILLION = 1e9;

  private final int events;
  private final int rounds;
  private final PrintStream out;

  IngestBenchmark(int events, int rounds, PrintStream out) {
    this.events = events;
    this.rounds = rounds;
    this.out = out;
  }

  /** Takes the number of events in a round, and how many rounds there are. */
  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    new IngestBenchmark(events, rounds, System.out).run();
    System.exit(0);
  }

  void run() throws Exception {
    double alone = alone();
    double together = together();
    out.printf("ratio                           %8.2f%n", together / alone);
  }

  /** The best round, in events a second, with nothing that follows the event store. */
  double alone() throws Exception {
    try (var folder = TemporaryFolder.make("ingest-benchmark");
        var postgres = EmbeddedPostgres.start(folder.path());
        var kafka = EmbeddedKafka.start(folder.path(), 0)) {
      TopicsOutbox.makeMissing(kafka.bootstrapServers());
      try (var _ =
          LeadServiceApplication.builder()
              .run(
                  "--LEADLINE_POSTGRES_URL=" + postgres.jdbcUrl(),
                  "--LEADLINE_POSTGRES_USER=" + postgres.user(),
                  "--LEADLINE_POSTGRES_PASSWORD=" + postgres.password(),
                  "--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                  "--LEADLINE_MASTER_KEY_FILE=" + folder.path().resolve("master.key"),
                  "--LEADLINE_LEAD_SERVICE_PORT=0",
                  "--server.address=127.0.0.1")) {
        return best("only what stores", kafka.bootstrapServers());
      }
    }
  }

  /** The same with everything that follows it. */
  double together() throws Exception {
    try (var folder = TemporaryFolder.make("ingest-benchmark");
        var platform =
            Platform.start(
                new Platform.Options(
                    folder.path(),
                    0,
                    0,
                    null,
                    Platform.Options.in(folder.path()).settings(),
                    Map.of()),
                label -> {})) {
      return best("with all that follows", platform.addresses().kafka());
    }
  }

  private double best(String what, String kafka) throws Exception {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      // Made before the clock starts: it is not the inventing of people that is measured.
      List<ProducerRecord<String, byte[]>> records = records();
      long begun = System.nanoTime();
      try (var outbox = TrafficOutbox.to(kafka)) {
        records.forEach(outbox::publish);
        outbox.flush();
      }
      Ingest.awaitTaken(kafka);
      double rate = events * BILLION / (System.nanoTime() - begun);
      out.printf("%-22s round %2d %8.0f/s%n", what, round + 1, rate);
      best = Math.max(best, rate);
    }
    return best;
  }

  private List<ProducerRecord<String, byte[]>> records() {
    int people = Math.max(1, events / EVENTS_OF_A_LEAD);
    var traffic =
        Traffic.of(System.nanoTime(), people, Math.min(VISITORS, people), Traffic.Mix.WEBSITE);
    var records = new ArrayList<ProducerRecord<String, byte[]>>(events);
    while (records.size() < events) {
      Instant now = Instant.now();
      Publication next = traffic.next(now, now);
      records.add(TrafficOutbox.written(next));
    }
    return records;
  }
}
