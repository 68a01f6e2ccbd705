package dev.leadline.allinone.outbox;

import dev.leadline.allinone.outbox.TrafficOutbox.NotPublished;
import dev.leadline.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A Kafka that knows more than a store that was set back. No service may run: what is done here is
 * undone, or half done, by one that reads or announces meanwhile.
 */
public final class SurvivedKafka implements AutoCloseable {

  private static final String GROUP = "lead-service.ingest";
  private static final List<String> SERVICES =
      List.of("lead-service.", "notification-service.", "enrichment-service.");

  /** Clocks differ, and a batch may have been on its way. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private static final int PATIENCE = 30;

  private final String address;
  private final Admin admin;

  /**
   * Connects.
   *
   * @param address host:port of a broker
   * @throws NotPublished when it does not answer, or a service reads from it
   */
  public SurvivedKafka(String address) {
    this.address = address;
    admin = opened(address);
    boolean isFree = false;
    try {
      nobodyReads();
      isFree = true;
    } finally {
      if (!isFree) admin.close(Duration.ZERO);
    }
  }

  private static Admin opened(String address) {
    try {
      return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) address));
    } catch (KafkaException wrong) {
      throw new NotPublished(
          "%s is no Kafka: %s".formatted(address, String.valueOf(wrong.getMessage())), wrong);
    }
  }

  private void nobodyReads() {
    var reading = new TreeSet<String>();
    for (var group : got(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())) {
      boolean isOurs = SERVICES.stream().anyMatch(group.groupId()::startsWith);
      GroupState state = group.groupState().orElse(GroupState.UNKNOWN);
      if (isOurs && state != GroupState.EMPTY && state != GroupState.DEAD)
        reading.add(group.groupId());
    }
    if (!reading.isEmpty())
      throw new NotPublished(
          "Services read from Kafka at %s (%s): stop all of them, and wait a minute."
              .formatted(address, String.join(", ", reading)),
          null);
  }

  /**
   * Has everything that arrived since a moment read again; what the store has already is recognised
   * and dropped. What was not read yet is read as it would have been.
   *
   * @return how many partitions were set back
   */
  public long readAgain(Instant since) {
    var topic = got(admin.describeTopics(List.of(Topics.CHANNEL_EVENTS)).allTopicNames());
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    for (var description : topic.values())
      for (var one : description.partitions())
        asked.put(
            new TopicPartition(description.name(), one.partition()),
            OffsetSpec.forTimestamp(since.minus(MARGIN).toEpochMilli()));
    var read = got(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
    var wanted = new HashMap<TopicPartition, OffsetAndMetadata>();
    got(admin.listOffsets(asked).all())
        .forEach(
            (partition, found) -> {
              OffsetAndMetadata now = read.get(partition);
              // Without an offset it is read from its beginning; below 0 nothing has come since.
              if (now != null && found.offset() >= 0 && found.offset() < now.offset())
                wanted.put(partition, new OffsetAndMetadata(found.offset()));
            });
    if (!wanted.isEmpty()) got(admin.alterConsumerGroupOffsets(GROUP, wanted).all());
    return wanted.size();
  }

  /**
   * Forgets who may speak to leads: lead-service makes the topic again and announces what the store
   * says.
   */
  public void forgetControlStates() {
    try {
      admin.deleteTopics(List.of(Topics.CONTROL_STATE)).all().get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) throw broken(e);
    } catch (TimeoutException e) {
      throw broken(e);
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private <T> T got(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw broken(e);
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private NotPublished broken(Exception why) {
    return new NotPublished(
        "Kafka at %s does not do what it was asked for: %s"
            .formatted(address, String.valueOf(why.getMessage())),
        why);
  }

  private static NotPublished interrupted(InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return new NotPublished("Interrupted.", stopped);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
