package dev.leadline.leadservice.wiring;

import dev.leadline.events.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Declares the topics of the service, with how long they keep what. */
@Configuration(proxyBeanMethods = false)
class TopicsWiring {

  private static final String A_WEEK = Long.toString(Duration.ofDays(7).toMillis());
  private static final String A_DAY = Long.toString(Duration.ofDays(1).toMillis());
  private static final String A_MONTH = Long.toString(Duration.ofDays(30).toMillis());
  private static final int PARTITIONS = 4;

  private static final String LARGEST_RECORD = Integer.toString(Topics.LARGEST_RECORD);

  @Bean
  NewTopic channelEventsTopic() {
    return TopicBuilder.name(Topics.CHANNEL_EVENTS)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, A_WEEK)
        .config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")
        .build();
  }

  /**
   * What was deleted from it is gone from the disk within two days if there are further letters,
   * and within thirty in any case: an active segment is compacted only once a later one begins.
   */
  @Bean
  NewTopic deadLettersTopic() {
    return TopicBuilder.name(Topics.CHANNEL_EVENTS_DEAD)
        .partitions(1)
        .config(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete")
        .config(TopicConfig.RETENTION_MS_CONFIG, A_MONTH)
        .config(TopicConfig.SEGMENT_MS_CONFIG, A_DAY)
        .config(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, A_DAY)
        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)
        .build();
  }

  @Bean
  NewTopic controlStateTopic() {
    return TopicBuilder.name(Topics.CONTROL_STATE)
        .partitions(PARTITIONS)
        .compact()
        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)
        .build();
  }

  @Bean
  NewTopic tenantSettingsTopic() {
    return TopicBuilder.name(Topics.TENANT_SETTINGS).partitions(1).compact().build();
  }

  @Bean
  NewTopic erasedLeadsTopic() {
    return TopicBuilder.name(Topics.ERASED_LEADS).partitions(1).compact().build();
  }

  @Bean
  NewTopic leadEventsTopic() {
    return TopicBuilder.name(Topics.LEAD_EVENTS)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, A_WEEK)
        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)
        .build();
  }
}
