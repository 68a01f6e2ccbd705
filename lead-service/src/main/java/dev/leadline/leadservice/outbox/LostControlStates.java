package dev.leadline.leadservice.outbox;

import dev.leadline.events.Topics;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.AnnounceAnew;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Who may speak to a lead is read from a compacted topic by channels that ask nobody else. If Kafka
 * has lost it, the store has not: every lead whose control ever changed is announced as it is now.
 */
@Component
final class LostControlStates {

  private static final Logger LOG = LoggerFactory.getLogger(LostControlStates.class);

  private static final int BATCH = 1000;
  private static final int PATIENCE = 10;

  private final EventLog log;
  private final ControlStates states;
  private final AnnounceAnew turns;
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final KafkaProperties properties;
  private @Nullable String topicId;

  LostControlStates(
      EventLog log,
      ControlStates states,
      AnnounceAnew turns,
      KafkaTemplate<byte[], byte[]> kafka,
      KafkaProperties properties) {
    this.log = log;
    this.states = states;
    this.turns = turns;
    this.kafka = kafka;
    this.properties = properties;
  }

  /** Announces some of them; whether there may be more. */
  boolean announceSome() {
    String id = topicId;
    if (id == null) topicId = id = askId();
    boolean moved = turns.announceAnew(Topics.CONTROL_STATE, id, this::announce);
    if (moved) LOG.info("Control states are announced again, because their topic is a new one");
    return moved;
  }

  private String askId() {
    try (Admin admin = Admin.create(properties.buildAdminProperties())) {
      TopicDescription topic =
          admin
              .describeTopics(List.of(Topics.CONTROL_STATE))
              .allTopicNames()
              .get(PATIENCE, TimeUnit.SECONDS)
              .get(Topics.CONTROL_STATE);
      if (topic == null) throw new KafkaException("There is no topic of control states");
      return topic.topicId().toString();
    } catch (ExecutionException | TimeoutException broken) {
      throw new KafkaException("The broker does not tell the id of a topic", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Stopped while asking for a topic", stopped);
    }
  }

  private long announce(long position) {
    List<StoredEvent> events = log.readAfter(position, BATCH);
    if (events.isEmpty()) return position;
    List<CompletableFuture<?>> sent =
        states.after(events).stream().<CompletableFuture<?>>map(kafka::send).toList();
    kafka.flush();
    sent.forEach(CompletableFuture::join);
    return events.getLast().position();
  }
}
