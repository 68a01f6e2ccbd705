package dev.leadline.gateway.inbox;

import dev.leadline.events.Topics;
import dev.leadline.gateway.domain.NewestChanges;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/**
 * Asks Kafka where {@code leadline.row-changes} ends, by a connection that is kept from the first
 * question on: a gateway starts also while the name of no broker is known.
 */
@Component
final class KafkaNewestChanges implements NewestChanges, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaNewestChanges.class);
  private static final int PATIENCE_SECONDS = 2;

  private final KafkaProperties properties;
  private @Nullable Admin admin;

  KafkaNewestChanges(KafkaProperties properties) {
    this.properties = properties;
  }

  @Override
  public Positions newest(Set<Integer> partitions) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream()
            .map(partition -> new TopicPartition(Topics.ROW_CHANGES, partition))
            .collect(Collectors.toMap(Function.identity(), one -> OffsetSpec.latest()));
    var newest = new HashMap<Integer, Long>();
    try {
      admin()
          .listOffsets(asked)
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .forEach((partition, end) -> newest.put(partition.partition(), end.offset()));
    } catch (ExecutionException | TimeoutException | KafkaException away) {
      throw Unavailable.of("Kafka", away);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Unavailable.of("Kafka", stopped);
    }
    return new Positions(newest);
  }

  /** Of {@code leadline.row-changes}, as it is now; null if the broker does not say in time. */
  @Nullable String topicId() {
    try {
      return admin()
          .describeTopics(List.of(Topics.ROW_CHANGES))
          .allTopicNames()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .values()
          .iterator()
          .next()
          .topicId()
          .toString();
    } catch (ExecutionException | TimeoutException | KafkaException away) {
      LOG.warn("Whether the topic of changes is the same as before is told by its offsets alone");
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private synchronized Admin admin() {
    Admin known = admin;
    if (known == null) admin = known = Admin.create(properties.buildAdminProperties());
    return known;
  }

  @Override
  public synchronized void close() {
    // What a broker that is away was asked is not waited for at the end.
    if (admin != null) admin.close(Duration.ofSeconds(PATIENCE_SECONDS));
  }
}
