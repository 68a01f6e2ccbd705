package dev.leadline.gateway.inbox;

import dev.leadline.events.Topics;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.KeepIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Lets the reading of changes begin where it was left, which is not kept in Kafka: that of rows is
 * kept with the index, so that they cannot disagree, and that of timelines with who follows them.
 */
@Component
final class ChangesStart implements KafkaBindingRebalanceListener {

  private final KeepIndex index;
  private final ChangeStream stream;
  private final KafkaNewestChanges kafka;

  ChangesStart(KeepIndex index, ChangeStream stream, KafkaNewestChanges kafka) {
    this.index = index;
    this.stream = stream;
    this.kafka = kafka;
  }

  @Override
  public void onPartitionsAssigned(
      String binding,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    var rows = of(Topics.ROW_CHANGES, partitions);
    if (!rows.isEmpty())
      seek(
          consumer,
          Topics.ROW_CHANGES,
          index.begin(
              kafka.topicId(),
              byNumber(consumer.beginningOffsets(rows)),
              byNumber(consumer.endOffsets(rows))));
    var timelines = of(Topics.TIMELINE_CHANGES, partitions);
    if (!timelines.isEmpty())
      seek(
          consumer,
          Topics.TIMELINE_CHANGES,
          stream.begin(ChangeStream.Source.TIMELINES, byNumber(consumer.endOffsets(timelines))));
  }

  private static Collection<TopicPartition> of(
      String topic, Collection<TopicPartition> partitions) {
    return partitions.stream().filter(one -> one.topic().equals(topic)).toList();
  }

  private static void seek(Consumer<?, ?> consumer, String topic, Positions positions) {
    positions
        .next()
        .forEach(
            (partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    var numbered = new HashMap<Integer, Long>();
    offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
    return numbered;
  }
}
