package dev.leadline.benchmarks;

import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many notifications a second reach a webhook, from the announcement of lead events on Kafka to
 * the server that receives them; and whether a destination that never answers takes any of that
 * from another one.
 */
public final class NotificationsBenchmark {

  private static final int PARTITIONS = 4;
  private static final double BILLION = 1e9;

  private final int leads;
  private final int rounds;
  private final PrintStream out;

  NotificationsBenchmark(int leads, int rounds, PrintStream out) {
    this.leads = leads;
    this.rounds = rounds;
    this.out = out;
  }

  /** Takes the number of leads in a round, and how many rounds there are. */
  public static void main(String[] arguments) throws Exception {
    int leads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    new NotificationsBenchmark(leads, rounds, System.out).run();
    System.exit(0);
  }

  void run() throws Exception {
    try (var temporary = TemporaryFolder.make("notifications-benchmark");
        var postgres = EmbeddedPostgres.start(temporary.path().resolve("postgres"));
        var kafka = EmbeddedKafka.start(temporary.path().resolve("kafka"), 0);
        var receiver = new Receiver()) {
      Path folder = temporary.path();
      makeTopics(kafka);
      try (var service = NotificationProcess.start(folder, postgres, kafka)) {
        String quick = service.webhook(receiver.address(Receiver.QUICK));
        String other = service.webhook(receiver.address(Receiver.OTHER));
        service.rule(quick);
        service.rule(other);
        measure("warming up", kafka, receiver);
        double alone = measure("beside one that answers", kafka, receiver);
        service.delete(other);
        service.rule(service.webhook(receiver.address(Receiver.SILENT)));
        double hanging = measure("beside one that never answers", kafka, receiver);
        out.printf("ratio                           %8.2f%n", hanging / alone);
      }
    }
  }

  /** The best of the rounds, in notifications a second. */
  private double measure(String what, EmbeddedKafka kafka, Receiver receiver) throws Exception {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      long expected = receiver.quick() + leads;
      long begun = System.nanoTime();
      announce(kafka);
      receiver.awaitQuick(expected);
      best = Math.max(best, leads * BILLION / (System.nanoTime() - begun));
    }
    out.printf("%-31s %8.0f/s%n", what, best);
    return best;
  }

  private void announce(EmbeddedKafka kafka) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (int lead = 0; lead < leads; lead++) {
        String leadId = UUID.randomUUID().toString();
        Instant now = Instant.now();
        List<LeadEvent> events =
            List.of(
                new LeadEvent.LeadRegistered(ChannelEvent.DEFAULT_TENANT, LeadSource.LEADLINE, now),
                new LeadEvent.LeadBlocked(
                    Block.Origin.AUTOMATIC, null, "spam", null, now, null, null));
        for (int sequence = 0; sequence < events.size(); sequence++)
          sent.add(producer.send(record(leadId, sequence, events.get(sequence), now)));
      }
      producer.flush();
      if (!sent.stream().allMatch(Future::isDone))
        throw new IllegalStateException("Kafka did not confirm lead events");
    }
  }

  /** As lead-service announces it. */
  private static ProducerRecord<byte[], byte[]> record(
      String leadId, int sequence, LeadEvent event, Instant now) {
    var envelope =
        new CloudEvent(
            leadId + "-" + sequence,
            "/leadline/lead-service",
            WireName.of(event.getClass()).cloudEventType(),
            now,
            ChannelEvent.DEFAULT_TENANT,
            null,
            null,
            Json.MAPPER.valueToTree(event));
    var record =
        new ProducerRecord<>(
            Topics.LEAD_EVENTS, bytes(leadId), Json.MAPPER.writeValueAsBytes(event));
    envelope.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
    record.headers().add("ce_subject", bytes(leadId));
    record.headers().add("ce_sequence", bytes(Integer.toString(sequence)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void makeTopics(EmbeddedKafka kafka) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.LEAD_EVENTS, PARTITIONS, (short) 1),
                  new NewTopic(Topics.ERASED_LEADS, 1, (short) 1),
                  new NewTopic(Topics.OPS_EVENTS, 1, (short) 1)))
          .all()
          .get();
    }
  }
}
