package dev.leadline.gateway.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Json;
import dev.leadline.events.view.RowChanged;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.handling.KeepIndex;
import dev.leadline.servicebase.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Reads {@code leadline.row-changes}, each gateway for itself, from where its index has come to.
 * Malformed: counted as {@code broken}, logged, passed over. Twice: the same row is indexed and
 * told twice. Store down: the batch is tried again until it is back, so that no change is missed.
 */
@Component("rowChanges")
final class RowChangesInbox implements Consumer<Message<List<?>>> {

  private static final Logger LOG = LoggerFactory.getLogger(RowChangesInbox.class);

  private static final String TRACE = "ce_traceparent";

  private final KeepIndex index;
  private final MeterRegistry meters;
  private final Spans spans;
  private final Map<Integer, Long> told = new TreeMap<>();

  RowChangesInbox(KeepIndex index, MeterRegistry meters, Spans spans) {
    this.index = index;
    this.meters = meters;
    this.spans = spans;
  }

  @Override
  public void accept(Message<List<?>> batch) {
    var changes = new ArrayList<RowChanged>();
    var withoutValue = new ArrayList<String>();
    var next = new HashMap<Integer, Long>();
    List<?> records = batch.getPayload();
    List<?> keys = header(batch, KafkaHeaders.RECEIVED_KEY);
    List<?> partitions = header(batch, KafkaHeaders.RECEIVED_PARTITION);
    List<?> offsets = header(batch, KafkaHeaders.OFFSET);
    for (int i = 0; i < records.size(); i++) {
      if (partitions.get(i) instanceof Integer partition && offsets.get(i) instanceof Long offset) {
        told.put(partition, offset);
        next.put(partition, offset + 1);
      }
      RowChanged change = read(records.get(i));
      if (change != null) changes.add(change);
      else if (!(records.get(i) instanceof byte[])
          && i < keys.size()
          && keys.get(i) instanceof byte[] key) withoutValue.add(new String(key, UTF_8));
    }
    spans.within(
        "index rows",
        Span.Kind.CONSUMER,
        header(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS).stream().map(RowChangesInbox::trace),
        () -> {
          index.follow(changes, withoutValue, new Positions(next), position());
          return changes;
        });
    count("told", changes.size() + withoutValue.size());
    count("broken", records.size() - changes.size() - withoutValue.size());
  }

  private static @Nullable String trace(@Nullable Object headers) {
    Object trace = headers instanceof Map<?, ?> named ? named.get(TRACE) : null;
    if (trace instanceof byte[] bytes) return new String(bytes, UTF_8);
    return trace instanceof String text ? text : null;
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
    return told.entrySet().stream()
        .map(position -> position.getKey() + ":" + position.getValue())
        .collect(Collectors.joining(","));
  }
}
