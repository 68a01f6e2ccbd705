package dev.leadline.leadservice.outbox;

import dev.leadline.events.Topics;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.AnnounceAnew;
import dev.leadline.leadservice.domain.AnnounceAnew.Outcome;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.LeadsOnce;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** What a topic has to hold of a stretch of the store. */
  @FunctionalInterface
  private interface Records {
    List<ProducerRecord<byte[], byte[]>> of(List<StoredEvent> events);
  }

  private final EventLog log;
  private final AnnounceAnew turns;
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final KafkaProperties properties;
  private final ControlStates controlStates;
  private final CommandLeads leads;

  /** The id of each topic of which it is not known yet that it has everything. */
  private final Map<String, String> unsure = new HashMap<>();

  private final Set<String> begun = new HashSet<>();
  private long askedAt = System.nanoTime() - ASKED_EVERY.toNanos();

  /** Kept: it is asked too often to be made each time, as Spring's would be. */
  private @Nullable Admin admin;

  LostTopics(
      EventLog log,
      ControlStates controlStates,
      CommandLeads leads,
      AnnounceAnew turns,
      KafkaTemplate<byte[], byte[]> kafka,
      KafkaProperties properties) {
    this.log = log;
    this.controlStates = controlStates;
    this.leads = leads;
    this.turns = turns;
    this.kafka = kafka;
    this.properties = properties;
  }

  /** Announces some of what was lost; whether there may be more that is for this instance. */
  boolean announceSome() {
    if (System.nanoTime() - askedAt >= ASKED_EVERY.toNanos()) {
      // First, so that a broker that does not say holds up what is new no more often than that.
      askedAt = System.nanoTime();
      unsure.putAll(askIds());
    }
    boolean states =
        announceSome(
            Topics.CONTROL_STATE,
            events -> controlStates.after(events, new LeadsOnce(leads::find)));
    if (states) controlStates.settle();
    return states || announceSome(Topics.ERASED_LEADS, Erasures::among);
  }

  private boolean announceSome(String topic, Records records) {
    String id = unsure.get(topic);
    if (id == null) return false;
    Outcome outcome = turns.announceAnew(topic, id, position -> announce(records, position));
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
          .describeTopics(List.of(Topics.CONTROL_STATE, Topics.ERASED_LEADS))
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

  private long announce(Records records, long position) {
    List<StoredEvent> events = log.readAfter(position, BATCH);
    if (events.isEmpty()) return position;
    Announcement.send(kafka, records.of(events));
    return events.getLast().position();
  }

  @Override
  public void close() {
    if (admin != null) admin.close(Duration.ZERO);
  }
}
