package dev.leadline.servicebase;

import dev.leadline.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the platform, with how they are kept, as they are made where they are missing. */
public final class PlatformTopics {

  private static final String AN_HOUR = millis(Duration.ofHours(1));
  private static final String A_DAY = millis(Duration.ofDays(1));
  private static final String A_WEEK = millis(Duration.ofDays(7));
  private static final String A_MONTH = millis(Duration.ofDays(30));
  private static final String LARGEST_RECORD = Integer.toString(Topics.LARGEST_RECORD);

  private static final Map<String, String> COMPACTED =
      Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

  /** All of them. */
  public static final List<NewTopic> ALL =
      List.of(
          topic(
              Topics.CHANNEL_EVENTS,
              4,
              Map.of(
                  TopicConfig.RETENTION_MS_CONFIG,
                  A_WEEK,
                  // The time of receipt is the broker's, never the producer's.
                  TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                  "LogAppendTime")),
          // What was deleted from it is gone from the disk within two days if there are further
          // letters, and within thirty in any case: an active segment is compacted only once a
          // later one begins.
          topic(
              Topics.CHANNEL_EVENTS_DEAD,
              1,
              Map.of(
                  TopicConfig.CLEANUP_POLICY_CONFIG,
                  "compact,delete",
                  TopicConfig.RETENTION_MS_CONFIG,
                  A_MONTH,
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
          topic(Topics.ERASED_LEADS, 1, COMPACTED),
          topic(Topics.TENANT_SETTINGS, 1, COMPACTED),
          topic(Topics.OPS_EVENTS, 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, A_WEEK)),
          topic(Topics.ROW_CHANGES, 6, COMPACTED),
          topic(
              Topics.TIMELINE_CHANGES,
              1,
              Map.of(
                  TopicConfig.RETENTION_MS_CONFIG,
                  AN_HOUR,
                  TopicConfig.SEGMENT_MS_CONFIG,
                  AN_HOUR)));

  private PlatformTopics() {}

  /**
   * One of them.
   *
   * @throws java.util.NoSuchElementException when it is none
   */
  public static NewTopic of(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findAny().orElseThrow();
  }

  /** One of them, in so many partitions. */
  public static NewTopic of(String name, int partitions) {
    return topic(name, partitions, of(name).configs());
  }

  /** In as many copies as the broker chooses. */
  private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }
}
