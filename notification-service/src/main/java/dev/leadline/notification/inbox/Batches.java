package dev.leadline.notification.inbox;

import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.notification.handling.Reading;
import dev.leadline.servicebase.StoreFailures;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Takes the events of one topic in, a batch at a time. What becomes of a record:
 *
 * <ul>
 *   <li>of a type that only a later version knows: counted ({@code unknown}) and passed over;
 *   <li>unreadable, broken by a mistake of ours or refused by the store: counted ({@code broken})
 *       and passed over, with its place in the log; it stays on the topic for its seven days;
 *   <li>taken in before: dropped ({@code duplicate});
 *   <li>store down: the whole batch is tried again, for as long as it takes; nothing is skipped.
 * </ul>
 *
 * Offsets are committed after the transaction; a crash in between delivers the batch again, which
 * then consists of duplicates.
 */
final class Batches<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  private static final String BROKEN = "broken";

  private final Read<T> read;
  private final ToIntFunction<List<T>> tell;
  private final Function<T, String> id;
  private final MeterRegistry meters;

  /** Reads a record. */
  @FunctionalInterface
  interface Read<T> {
    Reading<T> read(Map<String, String> headers, byte[] value);
  }

  /**
   * A way for batches.
   *
   * @param tell takes events in, and says how many had been taken in before
   * @param id what a line in the log may name an event by
   */
  Batches(Read<T> read, ToIntFunction<List<T>> tell, Function<T, String> id, MeterRegistry meters) {
    this.read = read;
    this.tell = tell;
    this.id = id;
    this.meters = meters;
    // An alert sees it rise from 0 alone: a count that begins with 1 has not risen.
    count(BROKEN, 0);
  }

  void take(Message<List<byte[]>> batch) {
    @SuppressWarnings("unchecked") // What the binder puts there: see RawRecords.
    var records =
        (List<ConsumerRecord<byte[], byte[]>>) batch.getHeaders().get(KafkaHeaders.RAW_DATA);
    if (records == null) throw new IllegalStateException("The binder gave no raw records");
    var events = new ArrayList<T>();
    int unknown = 0;
    int broken = 0;
    for (var record : records)
      switch (read.read(headers(record), record.value())) {
        case Reading.Understood<T>(T event) -> events.add(event);
        case Reading.Unknown<T>(String type) -> unknown++;
        case Reading.Broken<T>(String why) -> {
          broken++;
          LOG.warn(
              "Passed over the record at offset {} of {}-{}: {}",
              record.offset(),
              record.topic(),
              record.partition(),
              why);
        }
      }
    int[] taken = take(events);
    count("unknown", unknown);
    count(BROKEN, broken + taken[1]);
    count("duplicate", taken[0]);
    count("handled", events.size() - taken[0] - taken[1]);
  }

  /** How many had been taken in before, and how many cannot be. */
  private int[] take(List<T> events) {
    try {
      return new int[] {tell.applyAsInt(events), 0};
    } catch (RuntimeException broken) {
      if (StoreFailures.mayPass(broken)) throw broken;
      return oneByOne(events);
    }
  }

  /** One event that breaks our code must not stop all the others. */
  private int[] oneByOne(List<T> events) {
    int[] taken = new int[2];
    for (T event : events)
      try {
        taken[0] += tell.applyAsInt(List.of(event));
      } catch (RuntimeException broken) {
        if (StoreFailures.mayPass(broken)) throw broken;
        taken[1]++;
        LOG.error("Event {} is passed over: {}", id.apply(event), broken.getClass().getName());
      }
    return taken;
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers())
      if (header.value() != null)
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    return headers;
  }

  private void count(String outcome, int events) {
    meters.counter(NotificationMeters.EVENTS.meter(), "outcome", outcome).increment(events);
  }
}
