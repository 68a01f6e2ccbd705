package dev.leadline.leadservice.outbox;

import dev.leadline.events.Topics;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.PublishChannelEvents.Unavailable;
import dev.leadline.leadservice.handling.PublishHistory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * History for a new consumer, as {@code leadline.lead-events} would tell it, with {@code
 * ce_replayed} so that nobody takes it for news.
 */
@Component
final class HistoryOutbox implements PublishHistory {

  private static final String OURS = "leadline.";
  private static final int PARTITIONS = 4;
  private static final int PATIENCE = 10;

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final KafkaProperties properties;

  HistoryOutbox(KafkaTemplate<byte[], byte[]> kafka, KafkaProperties properties) {
    this.kafka = kafka;
    this.properties = properties;
  }

  /** All names of ours begin alike, those of later versions too, and those the broker keeps. */
  @Override
  public boolean isLive(String topic) {
    return topic.startsWith(OURS) || topic.startsWith("__");
  }

  @Override
  public boolean exists(String topic) {
    Set<String> names = asked(admin -> admin.listTopics().names());
    return names.contains(topic);
  }

  @Override
  public void make(String topic) {
    var wanted =
        new NewTopic(topic, java.util.Optional.of(PARTITIONS), java.util.Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topics.LARGEST_RECORD)));
    asked(admin -> admin.createTopics(List.of(wanted)).all());
    asked(admin -> admin.listOffsets(ends(topic)).all());
  }

  /**
   * Only the broker that leads a partition knows its end, so whoever has the answer may send. A
   * broker tells of a partition before it leads it: it refuses what comes first then, takes what
   * comes next, and the first again never.
   */
  private static Map<TopicPartition, OffsetSpec> ends(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  }

  private <T> T asked(Function<Admin, org.apache.kafka.common.KafkaFuture<T>> question) {
    try (Admin admin = Admin.create(properties.buildAdminProperties())) {
      return question.apply(admin).get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException broken) {
      throw new Unavailable(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unavailable(stopped);
    }
  }

  @Override
  public void publish(String topic, List<StoredEvent> events) {
    try {
      Announcement.send(
          kafka, events.stream().map(stored -> replayed(Announcement.of(topic, stored))).toList());
    } catch (KafkaException | CompletionException broken) {
      throw new Unavailable(broken);
    }
  }

  private static ProducerRecord<byte[], byte[]> replayed(ProducerRecord<byte[], byte[]> message) {
    message.headers().add("ce_replayed", "true".getBytes(StandardCharsets.UTF_8));
    return message;
  }
}
