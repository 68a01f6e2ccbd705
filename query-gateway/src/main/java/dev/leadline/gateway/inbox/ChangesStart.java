package dev.leadline.gateway.inbox;

import dev.leadline.events.Topics;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.KeepIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Lets the reading of changes begin where it was left, which is not kept in Kafka: that of rows is
 * kept with the index, so that they cannot disagree, and that of timelines with who follows them.
 */
@Component
final class ChangesStart implements KafkaBindingRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(ChangesStart.class);

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
              offsets(consumer::beginningOffsets, rows),
              offsets(consumer::endOffsets, rows)));
    var timelines = of(Topics.TIMELINE_CHANGES, partitions);
    if (!timelines.isEmpty())
      seek(
          consumer,
          Topics.TIMELINE_CHANGES,
          stream.begin(ChangeStream.Source.TIMELINES, offsets(consumer::endOffsets, timelines)));
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

  /**
   * By the numbers of the partitions. A broker that does not answer now is asked again: nobody
   * calls a second time, and the reading would begin where Kafka's default says, past changes that
   * are missed for good.
   */
  private static Map<Integer, Long> offsets(
      Function<Collection<TopicPartition>, Map<TopicPartition, Long>> question,
      Collection<TopicPartition> partitions) {
    while (true)
      try {
        var numbered = new HashMap<Integer, Long>();
        question
            .apply(partitions)
            .forEach((partition, offset) -> numbered.put(partition.partition(), offset));
        return numbered;
      } catch (TimeoutException away) {
        LOG.warn("Kafka does not say where its changes begin and end, and is asked again");
      }
  }
}
