package dev.leadline.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Topics;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.KeepIndex;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Where the reading of changes begins while Kafka answers with delay. */
class ChangesStartTest {

  private static final TopicPartition ROWS = new TopicPartition(Topics.ROW_CHANGES, 0);

  @Test
  void a_broker_that_does_not_answer_at_first_costs_no_change() {
    var index =
        new KeepIndex(
            () -> new Positions(Map.of(0, 7L)),
            (rows, from) -> 0,
            batches -> {},
            leadIds -> List.of(),
            (rows, gone, upTo) -> {},
            new ChangeStream(10, 10),
            leadIds -> {});
    try (var consumer = new MockConsumer<byte[], byte[]>("latest");
        var kafka = new KafkaNewestChanges(new KafkaProperties())) {
      consumer.assign(List.of(ROWS));
      consumer.updateBeginningOffsets(Map.of(ROWS, 0L));
      consumer.updateEndOffsets(Map.of(ROWS, 9L));
      consumer.setOffsetsException(new TimeoutException("not now"));
      new ChangesStart(index, new ChangeStream(10, 10), kafka)
          .onPartitionsAssigned("rowChanges-in-0", consumer, List.of(ROWS), true);
      assertThat(consumer.position(ROWS)).isEqualTo(7);
    }
  }
}
