package dev.leadline.gateway.inbox;

import dev.leadline.events.Json;
import dev.leadline.events.view.RowChanged;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.handling.RowStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Reads {@code leadline.row-changes} from its newest record on, each gateway for itself. Nothing is
 * lost when a record is: a row is read from its store, and the next change of it tells again.
 * Malformed: counted as {@code broken}, logged, passed over. Twice: told twice, which shows the
 * same row. Store down: does not matter here.
 */
@Component("rowChanges")
final class RowChangesInbox implements Consumer<Message<List<?>>> {

  private static final Logger LOG = LoggerFactory.getLogger(RowChangesInbox.class);

  private final RowStream stream;
  private final MeterRegistry meters;
  private final Map<Integer, Long> positions = new TreeMap<>();

  RowChangesInbox(RowStream stream, MeterRegistry meters) {
    this.stream = stream;
    this.meters = meters;
  }

  @Override
  public void accept(Message<List<?>> batch) {
    var changes = new ArrayList<RowChanged>();
    List<?> records = batch.getPayload();
    List<?> partitions = header(batch, KafkaHeaders.RECEIVED_PARTITION);
    List<?> offsets = header(batch, KafkaHeaders.OFFSET);
    for (int i = 0; i < records.size(); i++) {
      if (partitions.size() > i
          && offsets.size() > i
          && partitions.get(i) instanceof Integer partition
          && offsets.get(i) instanceof Long offset) positions.put(partition, offset);
      RowChanged change = read(records.get(i));
      if (change != null) changes.add(change);
    }
    count("told", changes.size());
    count("broken", records.size() - changes.size());
    stream.publish(changes, position());
  }

  private void count(String outcome, int number) {
    if (number > 0)
      meters
          .counter(Meters.ROW_CHANGES.meter(), Meters.ROW_CHANGES.tag(), outcome)
          .increment(number);
  }

  private static List<?> header(Message<?> batch, String name) {
    return batch.getHeaders().get(name) instanceof List<?> values ? values : List.of();
  }

  private static @Nullable RowChanged read(@Nullable Object bytes) {
    if (!(bytes instanceof byte[] json)) return null;
    try {
      RowChanged change = Json.MAPPER.readValue(json, RowChanged.class);
      if (change != null && change.leadId() != null && change.tenant() != null) return change;
    } catch (JacksonException broken) {
      LOG.warn("A record of the row changes is not readable and is passed over");
    }
    return null;
  }

  /** Where a reader could go on: the last offset of each partition. */
  private String position() {
    return positions.entrySet().stream()
        .map(position -> position.getKey() + ":" + position.getValue())
        .collect(Collectors.joining(","));
  }
}
