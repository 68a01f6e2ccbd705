package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OperationsClient;
import dev.leadline.allinone.clients.PlatformStatus.Ingest;
import dev.leadline.allinone.outbox.TrafficOutbox;
import dev.leadline.allinone.simulation.Publication;
import dev.leadline.allinone.simulation.Traffic;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes invented traffic and tells how fast it was taken in. */
@Command(
    name = "simulate",
    description =
        "Publishes invented traffic to a running platform through Kafka, as an outside producer"
            + " does, and tells how fast it was stored.")
final class SimulateCommand implements Callable<Integer> {

  private static final int VISITORS = 500;
  private static final int EVENTS_FOR_A_LEAD = 10;

  /** About 300 MB of records. */
  private static final int MOST_PREPARED = 200_000;

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Mixin private final ClientOptions platform = new ClientOptions();
  @Mixin private final RateOption rate = new RateOption(Double.POSITIVE_INFINITY);

  private int events = 10_000;
  private @Nullable Integer leads;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "The same seed invents the same people (default: other people each time).")
  private @Nullable Long seed;

  @Option(
      names = "--mix",
      paramLabel = "MIX",
      description =
          "Which channels speak: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, the mix of"
              + " measurements).")
  private Traffic.Mix mix = Traffic.Mix.WEBSITE;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is (default: localhost:9092).")
  private String kafka = "localhost:9092";

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Option(names = "--events", paramLabel = "N", description = "How many events (default: 10000).")
  void setEvents(int given) {
    events = positive("--events", given);
  }

  @Option(
      names = "--leads",
      paramLabel = "N",
      description = "How many different people at most (default: a tenth of the events).")
  void setLeads(int given) {
    leads = positive("--leads", given);
  }

  private int positive(String flag, int given) {
    if (given < 1)
      throw new ParameterException(
          spec.commandLine(), "%s must be 1 or more, not %d".formatted(flag, given));
    return given;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    long chosen = seed == null ? System.nanoTime() : seed;
    int people = leads == null ? Math.max(1, events / EVENTS_FOR_A_LEAD) : leads;
    var traffic = Traffic.of(chosen, people, Math.min(VISITORS, people), mix);
    try (var operations = platform.client();
        var outbox = TrafficOutbox.to(kafka)) {
      Queue<ProducerRecord<String, byte[]>> prepared = prepared(traffic);
      Ingest before = Accounting.ingest(operations);
      long begun = System.nanoTime();
      publish(traffic, prepared, outbox);
      Duration published = since(begun);
      Ingest outcome = await(operations, before);
      tell(out, chosen, published, since(begun), outcome);
    }
    return 0;
  }

  /**
   * At full speed the platform is measured, and not how fast people are invented on the same
   * machine: records are made before the clock starts, as many as memory bears.
   */
  private Queue<ProducerRecord<String, byte[]>> prepared(Traffic traffic) {
    var prepared = new ArrayDeque<ProducerRecord<String, byte[]>>();
    if (rate.isLimited()) return prepared;
    int most = Math.min(events, MOST_PREPARED);
    try (var bar = Progress.of("inventing", most)) {
      while (prepared.size() < most) {
        prepared.add(TrafficOutbox.written(next(traffic)));
        bar.stepTo(prepared.size());
      }
    }
    return prepared;
  }

  private static Publication next(Traffic traffic) {
    Instant now = Instant.now();
    return traffic.next(now, now);
  }

  private void publish(
      Traffic traffic, Queue<ProducerRecord<String, byte[]>> prepared, TrafficOutbox outbox) {
    var pace = Pace.of(rate.perSecond());
    try (var bar = Progress.of("publishing", events)) {
      for (int i = 0; i < events; i++) {
        pace.awaitNext();
        ProducerRecord<String, byte[]> ready = prepared.poll();
        outbox.publish(ready == null ? TrafficOutbox.written(next(traffic)) : ready);
        bar.stepTo(outbox.acknowledged());
      }
      outbox.flush();
      bar.stepTo(events);
    }
  }

  private Ingest await(OperationsClient operations, Ingest before) {
    try (var bar = Progress.of("taking in", events)) {
      return Accounting.await(operations, before, events, bar::stepTo);
    }
  }

  private void tell(
      PrintWriter out, long chosen, Duration published, Duration all, Ingest outcome) {
    double seconds = all.toMillis() / 1_000.0;
    out.println(
        String.format(
            Locale.ROOT,
            "seed %d: %,d stored, %,d duplicate, %,d parked, %,d unknown; published in %.1f s",
            chosen,
            outcome.stored(),
            outcome.duplicate(),
            outcome.parked(),
            outcome.unknown(),
            published.toMillis() / 1_000.0));
    out.println(
        String.format(
            Locale.ROOT,
            "%,d events in %.1f s: %,.0f events/s taken in, %,.0f events/s stored",
            events,
            seconds,
            events / seconds,
            outcome.stored() / seconds));
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
