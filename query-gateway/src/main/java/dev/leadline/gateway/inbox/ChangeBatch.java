package dev.leadline.gateway.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.view.LeadChange;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.domain.Positions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import tools.jackson.core.JacksonException;

/**
 * Changes that were read together. What is malformed is logged and passed over.
 *
 * @param withoutValue keys of records that say nothing about them
 * @param upTo the first offset after them, of the partitions that they are of
 * @param broken how many could not be read
 */
record ChangeBatch<C extends LeadChange>(
    List<C> changes, List<String> withoutValue, Positions upTo, int broken) {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeBatch.class);
  private static final String BROKEN = "broken";
  private static final String TRACE = "ce_traceparent";

  /**
   * What the records of a batch say.
   *
   * @param read the changes of a record; what it refuses, or is of no lead, is broken
   */
  static <C extends LeadChange> ChangeBatch<C> of(
      Message<List<?>> batch, Function<byte[], List<C>> read) {
    var changes = new ArrayList<C>();
    var withoutValue = new ArrayList<String>();
    var next = new HashMap<Integer, Long>();
    int broken = 0;
    List<?> records = batch.getPayload();
    List<?> keys = header(batch, KafkaHeaders.RECEIVED_KEY);
    List<?> partitions = header(batch, KafkaHeaders.RECEIVED_PARTITION);
    List<?> offsets = header(batch, KafkaHeaders.OFFSET);
    for (int i = 0; i < records.size(); i++) {
      if (partitions.get(i) instanceof Integer partition && offsets.get(i) instanceof Long offset)
        next.put(partition, offset + 1);
      if (records.get(i) instanceof byte[] json) {
        List<C> some = read(json, read);
        if (some.isEmpty()) broken++;
        changes.addAll(some);
      } else if (i < keys.size() && keys.get(i) instanceof byte[] key) {
        withoutValue.add(new String(key, UTF_8));
      } else {
        broken++;
      }
    }
    return new ChangeBatch<>(changes, withoutValue, new Positions(next), broken);
  }

  /** The traces that its records belong to, of each one or null. */
  static Stream<@Nullable String> traces(Message<?> batch) {
    return header(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS).stream().map(ChangeBatch::trace);
  }

  /** An alert sees it rise from 0 alone: a count that begins with 1 has not risen. */
  static void countFromZero(MeterRegistry meters, Meters meter) {
    meters.counter(meter.meter(), meter.tag(), BROKEN);
  }

  void count(MeterRegistry meters, Meters meter) {
    count(meters, meter, "told", changes.size() + withoutValue.size());
    count(meters, meter, BROKEN, broken);
  }

  private static void count(MeterRegistry meters, Meters meter, String outcome, int number) {
    if (number > 0) meters.counter(meter.meter(), meter.tag(), outcome).increment(number);
  }

  private static @Nullable String trace(@Nullable Object headers) {
    Object trace = headers instanceof Map<?, ?> named ? named.get(TRACE) : null;
    if (trace instanceof byte[] bytes) return new String(bytes, UTF_8);
    return trace instanceof String text ? text : null;
  }

  private static List<?> header(Message<?> batch, String name) {
    return batch.getHeaders().get(name) instanceof List<?> values ? values : List.of();
  }

  private static <C extends LeadChange> List<C> read(byte[] json, Function<byte[], List<C>> read) {
    try {
      List<C> changes = read.apply(json);
      if (changes.stream().allMatch(ChangeBatch::isOfALead)) return changes;
    } catch (JacksonException broken) {
      LOG.debug("Not a change", broken);
    }
    LOG.warn("A record of the changes is not readable and is passed over");
    return List.of();
  }

  private static boolean isOfALead(@Nullable LeadChange change) {
    return change != null && change.leadId() != null && change.tenant() != null;
  }
}
