package dev.leadline.benchmarks;

import dev.leadline.allinone.platform.Platform;
import dev.leadline.events.Topics;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Whether leads are taken in as fast while every vendor hangs as where there is none: the whole
 * platform in this process, once without any and once with all of them set to a server that takes
 * what it is sent and never answers.
 */
public final class HangingVendorsBenchmark {

  private static final int EVENTS_OF_A_LEAD = 3;
  private static final double BILLION = 1e9;

  private final int leads;
  private final int rounds;
  private final PrintStream out;
  private int made;

  HangingVendorsBenchmark(int leads, int rounds, PrintStream out) {
    this.leads = leads;
    this.rounds = rounds;
    this.out = out;
  }

  /** Takes the number of leads in a round, and how many rounds there are. */
  public static void main(String[] arguments) throws Exception {
    int leads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    new HangingVendorsBenchmark(leads, rounds, System.out).run();
    System.exit(0);
  }

  void run() throws Exception {
    try (var vendors = new HangingVendors()) {
      // What is measured first pays for warming up, so both come twice, and the second time counts.
      rate("warming up, no vendor", HangingVendors.none());
      rate("warming up, every vendor hangs", vendors.settings());
      double without = rate("no vendor is configured", HangingVendors.none());
      double hanging = rate("every vendor hangs", vendors.settings());
      out.printf("ratio                           %8.2f%n", hanging / without);
      out.printf("connections that hang           %8d%n", vendors.hanging());
    }
  }

  /** The best of the rounds, in channel events a second. */
  double rate(String what, Map<String, String> settings) throws Exception {
    double best = 0;
    try (var folder = TemporaryFolder.make("hanging-vendors-benchmark");
        var platform =
            Platform.start(
                new Platform.Options(folder.path(), 0, 0, null, settings, Map.of()), label -> {})) {
      String kafka = platform.addresses().kafka();
      for (int round = 0; round < rounds; round++) {
        long begun = System.nanoTime();
        publish(kafka);
        Ingest.awaitTaken(kafka);
        best = Math.max(best, leads * EVENTS_OF_A_LEAD * BILLION / (System.nanoTime() - begun));
      }
    }
    out.printf("%-31s %8.0f/s%n", what, best);
    return best;
  }

  /**
   * A page, a message and a work email of each lead: whatever there is to ask, somebody is asked.
   */
  private void publish(String kafka) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", "5", "batch.size", "131072"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (int lead = 0; lead < leads; lead++) {
        int number = made++;
        sent.add(
            producer.send(
                record(
                    number, "web.page-viewed", "{\"url\":\"https://www.example.com/pricing\"}")));
        sent.add(
            producer.send(
                record(
                    number,
                    "chat.message-received",
                    "{\"messageId\":\"m-%d\",\"text\":\"How much is it?\"}".formatted(number))));
        sent.add(
            producer.send(
                record(
                    number,
                    "chat.email-captured",
                    "{\"field\":\"email\",\"value\":\"p%d@company%d.com\"}"
                        .formatted(number, number))));
      }
      producer.flush();
      if (!sent.stream().allMatch(Future::isDone))
        throw new IllegalStateException("Kafka did not confirm channel events");
    }
  }

  private static ProducerRecord<byte[], byte[]> record(int number, String type, String payload) {
    String visitor = "visitor-" + number;
    var record =
        new ProducerRecord<>(
            Topics.CHANNEL_EVENTS,
            bytes(visitor),
            bytes(
                "{\"identity\":{\"anonymousId\":\"%s\"},\"context\":{\"ip\":\"81.2.69.160\"},\"payload\":%s}"
                    .formatted(visitor, payload)));
    var headers = new HashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", visitor + "-" + type);
    headers.put("ce_source", "/benchmark");
    headers.put("ce_type", "leadline." + type + ".v1");
    headers.put("ce_time", Instant.now().toString());
    headers.put("content-type", "application/json");
    headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
