package dev.leadline.leadservice.outbox;

import dev.leadline.events.Topics;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.AnnounceAnew;
import dev.leadline.leadservice.domain.AnnounceAnew.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Who may speak to a lead, and who was erased, is read from compacted topics by programs that ask
 * nobody else. If Kafka has lost one of them, the store has not: all that it held is announced
 * again, each lead as it is now. That a topic is another one than before is told by its id, which
 * no signal brings: the broker is asked for it now and then.
 */
@Component
final class LostTopics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LostTopics.class);

  private static final int BATCH = 1000;
  private static final int PATIENCE = 10;
  private static final Duration ASKED_EVERY = Duration.ofSeconds(5);

  private final EventLog log;
  private final AnnounceAnew turns;
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final KafkaProperties properties;

  /** By topic, the records that a stretch of the store calls for. */
  private final Map<String, Function<List<StoredEvent>, List<ProducerRecord<byte[], byte[]>>>>
      records;

  /** By topic, the ids of those of which it is not known yet that they have everything. */
  private final Map<String, String> unsure = new HashMap<>();

  private final Set<String> begun = new HashSet<>();
  private long askedAt = System.nanoTime() - ASKED_EVERY.toNanos();
  private @Nullable Admin admin;

  LostTopics(
      EventLog log,
      ControlStates controlStates,
      AnnounceAnew turns,
      KafkaTemplate<byte[], byte[]> kafka,
      KafkaProperties properties) {
    this.log = log;
    this.turns = turns;
    this.kafka = kafka;
    this.properties = properties;
    records =
        Map.of(Topics.CONTROL_STATE, controlStates::after, Topics.ERASED_LEADS, Erasures::among);
  }

  /** Announces some of what was lost; whether there may be more that is for this instance. */
  boolean announceSome() {
    if (System.nanoTime() - askedAt >= ASKED_EVERY.toNanos()) {
      unsure.putAll(askIds());
      askedAt = System.nanoTime();
    }
    for (var each : Map.copyOf(unsure).entrySet())
      if (announceSome(each.getKey(), each.getValue())) return true;
    return false;
  }

  private boolean announceSome(String topic, String id) {
    Outcome outcome = turns.announceAnew(topic, id, position -> announce(topic, position));
    switch (outcome) {
      case MOVED -> {
        if (begun.add(topic)) LOG.info("{} is a new topic, and is being filled", topic);
      }
      case COMPLETE -> {
        if (begun.remove(topic)) LOG.info("{} has everything again", topic);
        unsure.remove(topic);
      }
      case NOT_OUR_TURN -> begun.remove(topic);
    }
    return outcome == Outcome.MOVED;
  }

  private Map<String, String> askIds() {
    if (admin == null) admin = Admin.create(properties.buildAdminProperties());
    try {
      var ids = new HashMap<String, String>();
      admin
          .describeTopics(records.keySet())
          .allTopicNames()
          .get(PATIENCE, TimeUnit.SECONDS)
          .forEach((topic, described) -> ids.put(topic, described.topicId().toString()));
      return ids;
    } catch (ExecutionException | TimeoutException broken) {
      throw new KafkaException("The broker does not tell the ids of topics", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Stopped while asking for topics", stopped);
    }
  }

  private long announce(String topic, long position) {
    List<StoredEvent> events = log.readAfter(position, BATCH);
    if (events.isEmpty()) return position;
    List<CompletableFuture<?>> sent =
        records.getOrDefault(topic, _ -> List.of()).apply(events).stream()
            .<CompletableFuture<?>>map(kafka::send)
            .toList();
    kafka.flush();
    sent.forEach(CompletableFuture::join);
    return events.getLast().position();
  }

  @Override
  public void close() {
    if (admin != null) admin.close(Duration.ZERO);
  }
}
