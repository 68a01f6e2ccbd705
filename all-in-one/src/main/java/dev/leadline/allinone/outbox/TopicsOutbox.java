package dev.leadline.allinone.outbox;

import dev.leadline.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the platform; one that is there is left as it is. */
public final class TopicsOutbox {

  private static final String AN_HOUR = Long.toString(Duration.ofHours(1).toMillis());
  private static final String A_WEEK = Long.toString(Duration.ofDays(7).toMillis());
  private static final String A_DAY = Long.toString(Duration.ofDays(1).toMillis());
  private static final String A_MONTH = Long.toString(Duration.ofDays(30).toMillis());

  private static final String LARGEST_RECORD = Integer.toString(Topics.LARGEST_RECORD);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final short COPIES_THE_BROKER_CHOOSES = -1;

  private TopicsOutbox() {}

  /**
   * Makes what is missing.
   *
   * @throws TrafficOutbox.NotPublished when Kafka does not answer or refuses
   */
  public static void makeMissing(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      for (var made : admin.createTopics(topics()).values().values()) {
        try {
          made.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) throw e;
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new TrafficOutbox.NotPublished(
          "The topics cannot be made in Kafka at " + bootstrapServers + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrafficOutbox.NotPublished("Interrupted while topics were made.", e);
    }
  }

  private static List<NewTopic> topics() {
    return List.of(
        topic(
            Topics.CHANNEL_EVENTS,
            4,
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                A_WEEK,
                // The time of receipt is the broker's, never the producer's.
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime")),
        topic(
            Topics.CHANNEL_EVENTS_DEAD,
            1,
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                "compact,delete",
                TopicConfig.RETENTION_MS_CONFIG,
                A_MONTH,
                // A letter that was deleted is gone from the disk within two days if others follow.
                TopicConfig.SEGMENT_MS_CONFIG,
                A_DAY,
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                A_DAY,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                LARGEST_RECORD)),
        topic(
            Topics.LEAD_EVENTS,
            4,
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                A_WEEK,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                LARGEST_RECORD)),
        topic(
            Topics.CONTROL_STATE,
            4,
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                LARGEST_RECORD)),
        topic(
            Topics.ERASED_LEADS,
            1,
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        topic(
            Topics.TENANT_SETTINGS,
            1,
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        topic(Topics.OPS_EVENTS, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, A_WEEK)),
        topic(
            Topics.ROW_CHANGES,
            6,
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        topic(
            Topics.TIMELINE_CHANGES,
            1,
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG, AN_HOUR, TopicConfig.SEGMENT_MS_CONFIG, AN_HOUR)));
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, partitions, COPIES_THE_BROKER_CHOOSES).configs(settings);
  }
}
