package dev.leadline.gateway.inbox;

import dev.leadline.events.Topics;
import dev.leadline.gateway.handling.KeepIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Lets the reading of row changes begin where the index has come to, which is kept with the index
 * and not in Kafka: so they cannot disagree.
 */
@Component
final class RowChangesStart implements KafkaBindingRebalanceListener {

  private final KeepIndex index;

  RowChangesStart(KeepIndex index) {
    this.index = index;
  }

  @Override
  public void onPartitionsAssigned(
      String binding,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    var ours = partitions.stream().filter(one -> one.topic().equals(Topics.ROW_CHANGES)).toList();
    if (ours.isEmpty()) return;
    index
        .begin(byNumber(consumer.beginningOffsets(ours)), byNumber(consumer.endOffsets(ours)))
        .next()
        .forEach(
            (partition, offset) ->
                consumer.seek(new TopicPartition(Topics.ROW_CHANGES, partition), offset));
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    var numbered = new HashMap<Integer, Long>();
    offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
    return numbered;
  }
}
