package dev.leadline.benchmarks;

import dev.leadline.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far lead-service has come with channel events. */
final class Ingest {

  private static final String GROUP = "lead-service.ingest";

  private Ingest() {}

  /**
   * Returns once the ingest has confirmed every record of its topic, which it does once it has
   * stored it.
   */
  static void awaitTaken(String kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      var partitions = new HashMap<TopicPartition, OffsetSpec>();
      for (TopicDescription topic :
          admin.describeTopics(List.of(Topics.CHANNEL_EVENTS)).allTopicNames().get().values())
        topic
            .partitions()
            .forEach(
                one ->
                    partitions.put(
                        new TopicPartition(topic.name(), one.partition()), OffsetSpec.latest()));
      var wanted = new HashMap<TopicPartition, Long>();
      admin
          .listOffsets(partitions)
          .all()
          .get()
          .forEach((one, end) -> wanted.put(one, end.offset()));
      while (!isTaken(admin, wanted)) TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static boolean isTaken(Admin admin, Map<TopicPartition, Long> wanted) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    for (var one : wanted.entrySet()) {
      OffsetAndMetadata taken = read.get(one.getKey());
      if (one.getValue() > 0 && (taken == null || taken.offset() < one.getValue())) return false;
    }
    return true;
  }
}
