package dev.leadline.allinone.outbox;

import dev.leadline.allinone.outbox.TrafficOutbox.NotPublished;
import dev.leadline.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Where lead-service goes on reading. A store that was set back has to be told again what came in
 * since; what it has already is recognised and dropped.
 */
public final class IngestOffsets {

  private static final String GROUP = "lead-service.ingest";

  /** Clocks differ, and a batch may have been on its way. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private static final int PATIENCE = 30;

  private IngestOffsets() {}

  /**
   * Has everything that arrived since a moment read again; lead-service must not run.
   *
   * @return how many partitions were set back
   */
  public static long rewind(String kafka, Instant since) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka))) {
      var topic =
          admin
              .describeTopics(java.util.List.of(Topics.CHANNEL_EVENTS))
              .allTopicNames()
              .get(PATIENCE, TimeUnit.SECONDS)
              .get(Topics.CHANNEL_EVENTS);
      if (topic == null) return 0;
      var asked = new HashMap<TopicPartition, OffsetSpec>();
      topic
          .partitions()
          .forEach(
              one ->
                  asked.put(
                      new TopicPartition(Topics.CHANNEL_EVENTS, one.partition()),
                      OffsetSpec.forTimestamp(since.minus(MARGIN).toEpochMilli())));
      var wanted = new HashMap<TopicPartition, OffsetAndMetadata>();
      admin
          .listOffsets(asked)
          .all()
          .get(PATIENCE, TimeUnit.SECONDS)
          .forEach(
              (partition, found) -> {
                // Negative where nothing has come since.
                if (found.offset() >= 0)
                  wanted.put(partition, new OffsetAndMetadata(found.offset()));
              });
      if (!wanted.isEmpty())
        admin.alterConsumerGroupOffsets(GROUP, wanted).all().get(PATIENCE, TimeUnit.SECONDS);
      return wanted.size();
    } catch (ExecutionException | TimeoutException | KafkaException broken) {
      throw new NotPublished(
          "Kafka at %s does not set the ingest back: stop lead-service first. (%s)"
              .formatted(kafka, String.valueOf(broken.getMessage())),
          broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NotPublished("Interrupted.", stopped);
    }
  }
}
